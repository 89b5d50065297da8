"""axe-core on a page in Chromium: what violates its rules, and what it cannot decide."""

import json
from pathlib import Path
from typing import Any

from raat_analysis.publication.accessibility.evidence import browser_tests
from tests.accessibility.chromium import NotInstalled, Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
# Everything is opened, so that it is looked at too. A shadow at the edge of what scrolls is a gradient, through which
# axe does not see the paper; the paper's own colour stays.
OPENED = """(() => {
  document.querySelectorAll("details").forEach(each => { each.open = true });
  const style = document.createElement("style");
  style.textContent = ".picture, .wide, .scroll { background-image: none !important }";
  document.head.append(style);
})()"""
# Whether at any point of an element another one is on top that is neither in it nor around it.
OVER = """selector => {
  const one = document.querySelector(selector);
  one.scrollIntoView({block: "center"});
  return [...one.getClientRects()].some(box => {
    for (let x = box.left + 2; x < box.right - 1; x += 10)
      for (let y = box.top + 2; y < box.bottom - 1; y += 5) {
        const top = document.elementFromPoint(x, y);
        if (top && !one.contains(top) && !top.contains(one)) return true;
      }
    return false;
  });
}"""
TOLD = """.then(said => {
  const told = rules => rules.flatMap(rule => rule.nodes.map(node => [
    rule.id, node.target.join(" "), [...node.any, ...node.all, ...node.none].map(check => check.message).join(" ")]));
  return {violations: told(said.violations), undecided: told(said.incomplete)};
})"""


def rules_of_axe() -> str:
    """The program of axe-core, as `make test` installed it."""
    if not AXE.is_file():
        raise NotInstalled("axe-core is needed for the browser tests: run make test, which gets it from npm once.")
    return AXE.read_text(encoding="utf-8")


def prepare(page: Page) -> None:
    """Put axe-core in the page that is open."""
    page.run(f"{rules_of_axe()};0")
    page.run(OPENED)


def looked_at(page: Page, *, only_colours: bool = False) -> dict[str, list[list[str]]]:
    """Violations, and what axe cannot decide: rule, element, words. Text in the colour of its paper is a violation."""
    asked: dict[str, Any] = {"runOnly": browser_tests()["tags"], "resultTypes": ["violations", "incomplete"]}
    if only_colours:
        asked["runOnly"] = browser_tests()["colour_rules"]
    said: dict[str, list[list[str]]] = page.run(f"axe.run(document, {json.dumps(asked)}){TOLD}")
    unseen = [each for each in said["undecided"] if "1:1 contrast" in each[2]]
    undecided = [each for each in said["undecided"] if each not in unseen]
    return {"violations": [*said["violations"], *unseen], "undecided": undecided}


def covered(page: Page, undecided: list[list[str]]) -> list[list[str]]:
    """What is undecided for another reason than that something may lie over it, or over which something does lie.

    A name on the index page's map lies on shapes: it has a rim in the colour of the paper, see browser.yml.
    """
    return [
        each
        for each in undecided
        if not (each[1].startswith("tspan") and "image node" in each[2])
        and ("overlapped by another element" not in each[2] or page.run(f"({OVER})({json.dumps(each[1])})"))
    ]
