"""A good sheet has no findings, and every rule finds the one thing that was broken on purpose, and says where."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from raat_analysis.publication.accessibility.pdf import PDF_RULES, pdf_checks, pdf_findings
from raat_analysis.publication.accessibility.table_widths import row_widths
from tests.accessibility.conftest import SHEET, typeset


def tags(pdf, role):
    """The elements of a role, in reading order."""

    def below(kid):
        if isinstance(kid, Array):
            return [one for each in kid for one in below(each)]
        if not isinstance(kid, Dictionary) or "/S" not in kid:
            return []
        return [kid, *(below(kid.K) if "/K" in kid else [])]

    return [tag for tag in below(pdf.Root.StructTreeRoot.K) if str(tag.S) == role]


def attributes(tag):
    return next(group for group in tag.A if group.O == "/Table")


def metadata(pdf, key, value):
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        if value is None:
            del about[key]
        else:
            about[key] = value


def draw(pdf, more):
    pdf.pages[0].contents_add(pdf.make_stream(more))


def with_properties(pdf):
    pdf.pages[0].obj.Resources.Properties = Dictionary(MC0=Dictionary(MCID=99))
    draw(pdf, b"/Span /MC0 BDC 0 0 10 10 re f EMC")


def no_bookmarks(pdf):
    del pdf.Root.Outlines


def retitle(pdf):
    with pdf.open_outline() as outline:
        outline.root[0].children[0].title = " "


def lose_font(pdf):
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile2", "/FontFile3"):
                if key in one:
                    del one[key]


def lose_characters(pdf):
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Subtype") == "/Type0":
            del one["/ToUnicode"]


def run_script(pdf):
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert('hoi')")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("hoi"), script])))


def open_action(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.URI, URI=String("https://example.org"))


def rename(role, to, place=0):
    def change(pdf):
        tags(pdf, role)[place].S = Name(to)

    return change


def lose(role, key, place=0):
    def change(pdf):
        del tags(pdf, role)[place][key]

    return change


def empty(role, place=0):
    def change(pdf):
        tags(pdf, role)[place].K = Array([])

    return change


def all_headers_are_cells(pdf):
    for tag in tags(pdf, "/TH"):
        tag.S = Name.TD


def more_pages(pdf):
    tags(pdf, "/H1")[0].K = Array([tags(pdf, "/H1")[0].K, Dictionary(Type=Name.MCR, Pg=pdf.pages[1].obj, MCID=77)])


def link(pdf):
    return pdf.pages[1].obj.Annots[0]


def stray_annotation(pdf):
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(Subtype=Name.Text, Contents=String("let op")))])


def without(part, key):
    def change(pdf):
        del pdf.Root[part][key]

    return change


def say(**entries):
    def change(pdf):
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return change


# What is broken, the rule that must find it, and words of its finding.
DEFECTS = {
    "no title": (lambda pdf: pdf.docinfo.__delitem__("/Title"), "title", "no title in its metadata"),
    "no title in XMP": (lambda pdf: metadata(pdf, "dc:title", None), "title", "no title in its metadata"),
    "title not shown": (without("/ViewerPreferences", "/DisplayDocTitle"), "title", "DisplayDocTitle"),
    "English": (say(Lang=String("en-GB")), "language", "its language is 'en-GB'"),
    "no language": (lambda pdf: pdf.Root.__delitem__("/Lang"), "language", "its language is ''"),
    "not marked": (say(MarkInfo=Dictionary(Marked=False)), "marked as tagged", "MarkInfo"),
    "suspect": (say(MarkInfo=Dictionary(Marked=True, Suspects=True)), "marked as tagged", "MarkInfo"),
    "no tree": (lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"), "marked as tagged", "StructTreeRoot"),
    "no PDF/UA": (lambda pdf: metadata(pdf, "pdfuaid:part", None), "PDF/UA-1 and PDF/A-2a", "pdfuaid:part is ''"),
    "PDF/A-2b": (
        lambda pdf: metadata(pdf, "pdfaid:conformance", "B"),
        "PDF/UA-1 and PDF/A-2a",
        "pdfaid:conformance is 'B'",
    ),
    "no bookmarks": (no_bookmarks, "bookmarks", "0 bookmarks for 3 headings"),
    "bookmark without words": (retitle, "bookmarks", "bookmark ' ' has no words"),
    "font not in the file": (lose_font, "fonts", "FiraSans-Regular is not in the file"),
    "signs without characters": (lose_characters, "fonts", "does not say which characters"),
    "script": (run_script, "no script", "holds JavaScript"),
    "action at opening": (open_action, "no script", "OpenAction"),
    "tab order": (lambda pdf: pdf.pages[1].obj.__delitem__("/Tabs"), "tab order", "page 2: the tab key"),
    "no H1": (rename("/H1", "/H2"), "headings", "0 headings H1, the first heading is H2"),
    "two H1": (rename("/H2", "/H1", 1), "headings", "2 headings H1"),
    "H1 not first": (
        lambda pdf: [rename("/H1", "/H2")(pdf), rename("/H2", "/H1", 1)(pdf)],
        "headings",
        "first heading is H2",
    ),
    "gap": (rename("/H2", "/P"), "headings", "page 1: H3 follows H1"),
    "too deep": (
        lambda pdf: [rename("/H3", "/H4")(pdf), rename("/H2", "/H3")(pdf)],
        "headings",
        "H4 is too deep",
    ),
    "empty heading": (empty("/H3"), "headings", "a heading H3 has no words"),
    "H": (rename("/H3", "/H"), "headings", "page 1: a heading without level"),
    "figure without words": (lose("/Figure", "/Alt"), "figures", "page 1: Figure 1 has no alternative text"),
    "figure with blank words": (
        lambda pdf: tags(pdf, "/Figure")[0].__setitem__("/Alt", String(" ")),
        "figures",
        "page 1: Figure 1 has no alternative text",
    ),
    "formula without words": (lose("/Formula", "/Alt"), "figures", "page 2: Formula 2 has no alternative text"),
    "no header cells": (all_headers_are_cells, "tables", "page 1: table 1 has no header cells"),
    "header without scope": (
        lambda pdf: attributes(tags(pdf, "/TH")[1]).__delitem__("/Scope"),
        "tables",
        "table 1 has 1 header cells without Scope",
    ),
    "row too short": (
        lambda pdf: tags(pdf, "/TR")[1].__setitem__("/K", Array(list(tags(pdf, "/TR")[1].K)[:2])),
        "tables",
        "row 1 has 3 columns, row 2 has 2",
    ),
    "span lost": (
        lambda pdf: attributes(tags(pdf, "/TD")[3]).__delitem__("/RowSpan"),
        "tables",
        "row 1 has 3 columns, row 4 has 2",
    ),
    "table without rows": (empty("/Table"), "tables", "has no rows"),
    "list holds no item": (rename("/LI", "/P"), "lists", "page 1: a list holds P"),
    "empty list": (empty("/L"), "lists", "a list without items"),
    "item without body": (rename("/LBody", "/Span"), "lists", "a list item without a body"),
    "row outside a table": (rename("/TBody", "/Div"), "nesting of tags", "TR stands in Div"),
    "item outside a list": (rename("/L", "/Div"), "nesting of tags", "LI stands in Div, not in L"),
    "made-up tag": (rename("/Caption", "/Onderschrift"), "nesting of tags", "Onderschrift is no standard tag"),
    "no document": (rename("/Document", "/Part"), "nesting of tags", "do not stand in one Document"),
    "loose drawing": (lambda pdf: draw(pdf, b"0 0 10 10 re f"), "content", "page 1: 1 pieces of content are in no tag"),
    "mark without a number": (lambda pdf: draw(pdf, b"/P BMC 0 0 10 10 re f EMC"), "content", "1 pieces of content"),
    "number in no tag": (
        lambda pdf: draw(pdf, b"/P <</MCID 99>> BDC 0 0 10 10 re f EMC"),
        "content",
        "page 1: marked content 99 is in no tag",
    ),
    "number by name in no tag": (with_properties, "content", "page 1: marked content 99 is in no tag"),
    "tag without content": (more_pages, "content", "page 2: a tag points at marked content 77"),
    "link in no tag": (empty("/Link"), "links", "page 2: a link is in no tag"),
    "link without words": (lambda pdf: link(pdf).__delitem__("/Contents"), "links", "page 2: a link does not say"),
    "other annotation": (stray_annotation, "links", "page 1: an annotation /Text"),
}


def test_a_good_sheet_has_no_findings_and_every_rule_looked_at_something(good_sheet):
    checks = pdf_checks(good_sheet)
    assert [check.rule for check in checks] == list(PDF_RULES)
    assert [check.findings for check in checks] == [()] * len(PDF_RULES)
    assert [check.rule for check in checks if not check.seen] == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_what_is_broken_is_found_by_its_rule(broken, defect):
    change, rule, words = DEFECTS[defect]
    found = {check.rule: " ".join(check.findings) for check in pdf_checks(broken(change))}
    assert words in found[rule]
    assert found[rule].startswith("sheet.pdf: ")


def test_every_rule_has_a_defect_that_it_finds():
    assert {rule for _, rule, _ in DEFECTS.values()} == set(PDF_RULES)


def test_a_decoration_and_what_is_in_a_mark_by_name_need_no_tag(broken):
    assert pdf_findings(broken(lambda pdf: draw(pdf, b"/Artifact BMC 0 0 10 10 re f EMC"))) == []


def test_a_sheet_made_without_the_standards_is_found(tmp_path):
    """Typst tags by itself; without ua-1 it says neither that nor the title."""
    plain = typeset(SHEET, tmp_path / "plain.pdf", pdf_standards=[])
    found = "\n".join(pdf_findings(plain))
    assert "plain.pdf: metadata: pdfuaid:part is ''" in found
    assert "plain.pdf: does not ask readers to show its title" in found


def test_a_sheet_without_tags_is_found(tmp_path):
    found = pdf_findings(typeset(SHEET, tmp_path / "flat.pdf", pdf_standards=[], pdf_tags=False))
    assert any("has no tags" in finding for finding in found)
    assert any("pieces of content are in no tag" in finding for finding in found)


def test_a_locked_sheet_is_found(good_sheet, tmp_path):
    with pikepdf.open(good_sheet) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="geheim", user=""))
    assert any("is encrypted" in finding for finding in pdf_findings(tmp_path / "locked.pdf"))


def test_what_is_no_pdf_is_one_finding(tmp_path):
    (tmp_path / "sheet.pdf").write_text("geen PDF", encoding="utf-8")
    (finding,) = pdf_findings(tmp_path / "sheet.pdf", "twente/factsheet.pdf")
    assert finding.startswith("twente/factsheet.pdf: cannot be read as a PDF")


@st.composite
def tilings(draw):
    """A table of merged cells without holes: in bands of rows, with one cell over the whole band."""
    width = draw(st.integers(1, 6))
    rows = []
    for height in draw(st.lists(st.integers(1, 3), min_size=1, max_size=4)):
        tall = draw(st.integers(0, width - 1))  # one cell over the whole band, so many columns wide
        for place in range(height):
            parts = split(width - tall, draw(st.lists(st.booleans(), min_size=width, max_size=width)))
            rows.append(([(tall, height)] if tall and place == 0 else []) + [(part, 1) for part in parts])
    return width, rows


def split(width, cuts):
    parts, size = [], 0
    for place in range(width):
        size += 1
        if cuts[place] or place == width - 1:
            parts.append(size)
            size = 0
    return parts


@given(tilings())
def test_every_row_of_a_table_without_holes_has_its_width(tiling):
    width, rows = tiling
    assert row_widths(rows) == [width] * len(rows)
