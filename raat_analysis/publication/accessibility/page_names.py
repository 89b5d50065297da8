"""Rules on what a page names and points at: pictures, links, fields, ids, the keyboard, and that it stands alone."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

from raat_analysis.publication.accessibility.checked import Found
from raat_analysis.publication.accessibility.page_tree import Element, Page

POINTING = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "headers", "for")
LOADING = ("src", "href", "xlink:href", "srcset", "poster", "data", "action", "formaction")
OUTSIDE = re.compile(r"^\s*(?:[a-z][a-z+.-]*:)?//", re.I)
STYLE_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?:[a-z]+:)?//", re.I)
EMPTY_WORDS = ("hier", "klik hier", "lees meer", "meer", "link", "download", "lees verder")
FIELDS = ("input", "select", "textarea")


def images(page: Page) -> Found:
    """Every picture has words, or says that it is decoration."""
    tags = [one for one in page.all() if one.tag in ("img", "svg") or one.given.get("role") == "img"]
    wrong = [one for one in tags if not _decoration(one) and not page.name(one)]
    found = [
        f"line {one.line}: a picture <{one.tag}> without words. Give aria-label or alt in its block." for one in wrong
    ]
    found += [
        f'line {one.line}: an <svg> that is no picture and no decoration. Give role="img" or aria-hidden="true".'
        for one in tags
        if one.tag == "svg" and one.given.get("role") != "img" and not (_decoration(one) or _leads(one))
    ]
    return len(tags), found


def _leads(one: Element) -> bool:
    """A map: a group of links, whose words are those of the links."""
    return one.given.get("role") == "group" and bool(list(one.every("a")))


def _decoration(one: Element) -> bool:
    hidden = any(each.given.get("aria-hidden") == "true" for each in (one, *one.above()))
    within = any(outer.given.get("role") == "img" for outer in one.above())
    return hidden or within or (one.tag == "img" and one.given.get("alt") == "")


def links(page: Page) -> Found:
    """Every link and button says where it leads, also when it is read without the sentence around it."""
    tags = [one for one in page.all("a", "button") if one.tag == "button" or "href" in one.given]
    found = [f"line {one.line}: a <{one.tag}> without words. Say where it leads." for one in tags if not page.name(one)]
    found += [
        f"line {one.line}: the link {page.name(one)!r} does not say where it leads. Use words of what it opens."
        for one in tags
        if page.name(one).lower().strip(" .:…") in EMPTY_WORDS
    ]
    return len(tags), found


def details(page: Page) -> Found:
    """What can be opened begins with words that say what is in it."""
    tags = page.all("details")
    wrong = [
        one for one in tags if [kid.tag for kid in one.elements()][:1] != ["summary"] or not one.elements()[0].text()
    ]
    found = [f"line {one.line}: <details> without a <summary> with words first. Give one." for one in wrong]
    return len(tags), found


def fields(page: Page) -> Found:
    """Every field has a label."""
    tags = [one for one in page.all(*FIELDS) if one.given.get("type") not in ("hidden", "submit", "button")]
    labelled = {one.given.get("for") for one in page.all("label") if one.text()}
    return len(tags), [
        f"line {one.line}: a field <{one.tag}> without a label. Give <label for=…>."
        for one in tags
        if one.given.get("id") not in labelled - {None}
        and not any(outer.tag == "label" for outer in one.above())
        and not any(one.given.get(key) for key in ("aria-label", "aria-labelledby"))
    ]


def ids(page: Page) -> Found:
    """An id stands for one thing, and what points at an id finds it."""
    found = [
        f"line {ones[1].line}: id {key!r} stands {len(ones)} times. Make it unique."
        for key, ones in page.ids.items()
        if len(ones) > 1
    ]
    pointers = [(one, key, value) for one in page.all() for key, value in one.given.items() if _points(key, value)]
    found += [
        f"line {one.line}: {key} points at {target!r}, which is not there. Give the id, or take the pointer away."
        for one, key, value in pointers
        for target in _targets(key, value)
        if target not in page.ids
    ]
    return len(page.ids) + len(pointers), found


def _points(key: str, value: str) -> bool:
    return key in POINTING or (key in ("href", "xlink:href") and value.startswith("#") and value != "#")


def _targets(key: str, value: str) -> list[str]:
    return value.split() if key in POINTING else [value.removeprefix("#")]


def keyboard(page: Page) -> Found:
    """The tab key goes in reading order, and what it stops at has a role and a name."""
    tags = [one for one in page.all() if one.takes_focus() or "tabindex" in one.given]
    found = [
        f"line {one.line}: tabindex {one.given['tabindex']!r} changes the order of the tab key. Use 0 or -1."
        for one in tags
        if one.given.get("tabindex", "0") not in ("0", "-1")
    ]
    found += [
        f"line {one.line}: the tab key stops at a <{one.tag}> without a role or a name. Give role and aria-labelledby."
        for one in tags
        if one.given.get("tabindex") == "0" and one.tag in ("div", "span", "p", "section") and not _said(page, one)
    ]
    found += [
        f"line {one.line}: {key} takes a key or the focus away. Leave it out."
        for one in page.all()
        for key in ("accesskey", "autofocus")
        if key in one.given
    ]
    return len(tags), found


def _said(page: Page, one: Element) -> bool:
    return bool(one.given.get("role") and page.name(one))


def alone(page: Page) -> Found:
    """A page stands alone: nothing that runs on a click, nothing from another host, no script.

    Only a script that the page itself holds, and that its own policy names by hash, may run: that of the index.
    """
    tags, policy = page.all(), _policy(page)
    found = [
        f"line {one.line}: a <{one.tag}>. A page runs nothing: leave it out." for one in tags if _runs(one, policy)
    ]
    found += [
        f"line {one.line}: {key} runs something. Leave it out."
        for one in tags
        for key in one.given
        if re.match(r"on[a-z]+$", key)
    ]
    found += [
        f"line {one.line}: {key} needs another host ({value[:60]}). Put it in the page, or leave it out."
        for one in tags
        for key, value in one.given.items()
        if key in LOADING and (OUTSIDE.match(value) or value.lower().startswith("javascript:"))
    ]
    styles = [(one, "".join(kid for kid in one.kids if isinstance(kid, str))) for one in page.all("style")]
    styles += [(one, one.given["style"]) for one in tags if "style" in one.given]
    found += [
        f"line {one.line}: a style needs another host. Put it in the page."
        for one, words in styles
        if STYLE_OUTSIDE.search(words)
    ]
    return len(tags), found


def _runs(one: Element, policy: str) -> bool:
    if one.tag != "script":
        return one.tag in ("iframe", "object", "embed")
    return one.given.get("type") != "application/ld+json" and not ("src" not in one.given and _hash(one) in policy)


def _policy(page: Page) -> str:
    """The page's Content-Security-Policy when it allows nothing that it does not name; else ''."""
    metas = [one.given for one in page.all("meta")]
    found = [one.get("content", "") for one in metas if one.get("http-equiv") == "Content-Security-Policy"]
    return next((policy for policy in found if policy.startswith("default-src 'none';")), "")


def _hash(script: Element) -> str:
    text = "".join(kid for kid in script.kids if isinstance(kid, str))
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


NAME_RULES: dict[str, Callable[[Page], Found]] = {
    "pictures": images,
    "links": links,
    "details": details,
    "fields": fields,
    "ids and pointers": ids,
    "keyboard": keyboard,
    "stands alone": alone,
}
