"""Blocks as accessible HTML and as plain text. Everything but a figure's SVG is escaped."""

import hashlib
from collections.abc import Callable
from html import escape
from string import ascii_lowercase
from typing import Any

from raat_analysis.rendering.brand import brand, logo_svg
from raat_analysis.rendering.failures import ReportRefused
from raat_analysis.rendering.svg import page_svg
from raat_analysis.rendering.table_columns import numeric_columns
from raat_analysis.sentences.traces import all_unmarked, keys, unmarked, with_marks

Data = dict[str, Any]

ROLES = {  # the words before a paragraph
    **dict.fromkeys(("text", "empty", "detail"), ""),
    "finding": "Wat valt op",
    "meaning": "Wat betekent dit",
    "warning": "Let op",
}


def as_html(block: Data) -> str:
    """The HTML of a block's data; an unknown kind is a ReportRefused."""
    return _made(block, HTML)


def as_text(block: Data) -> str:
    """The block for a terminal and for readers of the notebook's plain text."""
    return unmarked(_made(block, TEXT))


def _made(block: Data, makers: dict[str, Callable[[Data], str]]) -> str:
    if block["kind"] not in makers:
        raise ReportRefused(f"A report cannot show a block of kind {block['kind']!r}. Known: {', '.join(makers)}.")
    return makers[block["kind"]](block)


def words(text: str) -> str:
    """A text as HTML; a number that knows its rows is a `data` element with their keys (page_traces.py links it)."""
    return with_marks(text, escape, lambda shown, rows: f'<data value="{escape(keys(rows))}">{escape(shown)}</data>')


def element_id(kind: str, *parts: str) -> str:
    """An id that follows from the content, so the same on every run."""
    return f"{kind}-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:10]}"


def logo_html() -> str:
    """The publisher's logo for the head of a page; '' when brand.yml has none."""
    logo = logo_svg()
    if not logo:
        return ""
    named = f'role="img" aria-label="{escape(brand()["logo"]["alt"])}" focusable="false"'
    return f'<span class="logo">{page_svg(logo, "logo", named)}</span>'


def role_label(role: str) -> str:
    """The words before a paragraph of this role ('' for none)."""
    if role not in ROLES:
        raise ReportRefused(f"A paragraph has role {role!r}. Allowed: {', '.join(ROLES)}.")
    return ROLES[role]


def _title(block: Data) -> str:
    notice = f'<p class="notice" role="note">{escape(block["notice"])}</p>' if block["notice"] else ""
    subtitle = f'<p class="subtitle">{words(block["subtitle"])}</p>'
    return f'<header class="report-title"><h1>{words(block["title"])}</h1>{subtitle}{notice}</header>'


def _paragraph(block: Data) -> str:
    role, label = block["role"], role_label(block["role"])
    said = f"<strong>{label}</strong> " if label else ""
    note = ' role="note"' if role == "warning" else ""
    return f'<p class="{escape(role)}"{note}>{said}{words(block["text"])}</p>'


def _bullets(block: Data) -> str:
    return "<ul>" + "".join(f"<li>{words(item)}</li>" for item in block["items"]) + "</ul>"


def _key_figure(item: Data) -> str:
    more = [(name, item[name]) for name in ("change", "comparison", "note") if item[name]]
    described = "".join(f'<dd class="{name}">{words(text)}</dd>' for name, text in more)
    return f'<div><dt>{words(item["label"])}</dt><dd class="value">{words(item["value"])}</dd>{described}</div>'


def _key_figures(block: Data) -> str:
    return '<dl class="key-figures">' + "".join(_key_figure(item) for item in block["items"]) + "</dl>"


STEP_PARTS = {
    "who": "Wie",
    "when": "Wanneer",
    "sign": "Zo ziet u dat het werkt",
    "beside": "In het regionale programma",
}


def _steps(block: Data) -> str:
    return '<ol class="steps" type="a">' + "".join(f"<li>{_step(item)}</li>" for item in block["items"]) + "</ol>"


def _step(item: Data) -> str:
    more = "".join(
        f"<div><dt>{name}</dt><dd>{words(item[key])}</dd></div>" for key, name in STEP_PARTS.items() if item[key]
    )
    why = f"<p>{words(item['why'])}</p>" if item["why"] else ""
    return f'<p class="step">{words(item["title"])}</p>{why}' + (f"<dl>{more}</dl>" if more else "")


def _text_steps(block: Data) -> str:
    return "\n".join(
        f"{letter}. {_text_step(item)}" for letter, item in zip(ascii_lowercase, block["items"], strict=False)
    )


def _text_step(item: Data) -> str:
    said = [item["title"], item["why"], *(f"{name}: {item[key]}" for key, name in STEP_PARTS.items() if item[key])]
    return " ".join(text for text in said if text)


def _table(block: Data) -> str:
    name = element_id("tabel", block["caption"], *block["header"], *(cell for row in block["rows"] for cell in row))
    numeric = numeric_columns(all_unmarked(block["rows"]), len(block["header"]))
    classes = [' class="number"' if number else "" for number in numeric]
    head = "".join(f'<th scope="col"{c}>{words(h)}</th>' for h, c in zip(block["header"], classes, strict=True))
    body = "".join(_row(row, classes) for row in block["rows"])
    note = f'<p class="note">{words(block["note"])}</p>' if block["note"] else ""
    # a keyboard user must be able to scroll a table that is wider than the screen
    return (
        f'<div class="wide" role="group" tabindex="0" aria-labelledby="{name}"><table>'
        f'<caption><span id="{name}">{words(block["caption"])}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{note}"
    )


def _shown_table(block: Data) -> str:
    """A table in a section; one for looking up is folded."""
    if not block["annex"]:
        return _table(block)
    summary = f"<summary>Tabel: {escape(unmarked(block['caption']))}</summary>"
    return f'<details class="lookup">{summary}{_table(block)}</details>'


def _row(row: list[str], classes: list[str]) -> str:
    cells = "".join(f"<td{c}>{words(cell)}</td>" for cell, c in zip(row[1:], classes[1:], strict=True))
    return f'<tr><th scope="row">{words(row[0])}</th>{cells}</tr>'


def _picture(block: Data) -> str:
    if not block["alt"].strip():
        raise ReportRefused(f"The figure {block['title']!r} has no alt text. Give it one in raat_analysis.figures.")
    name = element_id("figuur", block["title"], block["svg"])
    svg = page_svg(block["svg"], name, f'role="img" aria-label="{escape(block["alt"])}" focusable="false"')
    note = f'<p class="note">{words(block["note"])}</p>' if block["note"] else ""
    shown = (
        f'<summary>Cijfers bij deze figuur<span class="unseen">: {escape(unmarked(block["title"]))}</span></summary>'
    )
    return (
        f'<figure aria-labelledby="{name}"><figcaption id="{name}">{words(block["title"])}</figcaption>'
        f'<div class="picture" role="group" tabindex="0" aria-labelledby="{name}">{svg}</div>'
        f"{note}<details>{shown}{_table(block['table'])}</details></figure>"
    )


def _section(block: Data) -> str:
    """The blocks in order; one figure stands beside its words, and what is for looking up below them."""
    parts = block["blocks"]
    figures = [part for part in parts if part["kind"] == "picture"]
    words = [part for part in parts if _words_beside(part)]
    if len(figures) != 1 or not words:
        return "\n".join(as_html(part) for part in parts)
    rest = [part for part in parts if part not in (*figures, *words)]
    beside = f'<div class="beside"><div>{_joined(words)}</div>{_joined(figures)}</div>'
    return "\n".join(text for text in (beside, _joined(rest)) if text)


def _joined(parts: list[Data]) -> str:
    return "\n".join(as_html(part) for part in parts)


def _words_beside(part: Data) -> bool:
    return bool(part["kind"] == "bullets" or (part["kind"] == "paragraph" and part["role"] != "detail"))


def _text_rows(block: Data) -> str:
    rows = [block["header"], *block["rows"]]
    return "\n".join([block["caption"], *(" | ".join(row) for row in rows), block["note"]]).strip()


def _text_figures(block: Data) -> str:
    return "\n".join(
        ". ".join(text for text in (f"{i['label']}: {i['value']}", i["change"], i["comparison"], i["note"]) if text)
        for i in block["items"]
    )


HTML: dict[str, Callable[[Data], str]] = {
    "title": _title,
    "paragraph": _paragraph,
    "bullets": _bullets,
    "key_figures": _key_figures,
    "steps": _steps,
    "table": _shown_table,
    "picture": _picture,
    "section": _section,
}
TEXT: dict[str, Callable[[Data], str]] = {
    "title": lambda b: "\n".join(text for text in (b["title"], b["subtitle"], b["notice"]) if text),
    "paragraph": lambda b: f"{role_label(b['role'])}: {b['text']}" if role_label(b["role"]) else str(b["text"]),
    "bullets": lambda b: "\n".join(f"- {item}" for item in b["items"]),
    "key_figures": _text_figures,
    "steps": _text_steps,
    "table": _text_rows,
    "picture": lambda b: f"{b['title']}\n{b['alt']}\n{_text_rows(b['table'])}",
    "section": lambda b: "\n\n".join(as_text(part) for part in b["blocks"]),
}
