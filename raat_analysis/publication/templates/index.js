"use strict";
// Sorts the table of regions, and shows only the chosen ones. Without this script the table is whole and in order.
(() => {
  const table = document.getElementById("vergelijking");
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const said = document.getElementById("melding");
  const nameOf = (row) => row.querySelector("th").textContent.trim();
  const say = (text) => { said.textContent = text; };

  // Sorting: one way, the other way, and back to the order of the page.
  const value = (row, place) => (place === 0 ? nameOf(row) : row.cells[place].dataset.order ?? "");
  const compare = (one, other) => (isNaN(one) ? one.localeCompare(other, "nl") : one - other);

  function sorted(place, way) {
    const known = rows.filter((row) => value(row, place) !== "");
    known.sort((one, other) => way * compare(value(one, place), value(other, place)));
    return [...known, ...rows.filter((row) => value(row, place) === "")];
  }

  function sortBy(head, place) {
    const first = place === 0 ? "ascending" : "descending";
    const second = place === 0 ? "descending" : "ascending";
    const before = head.getAttribute("aria-sort");
    const now = before === null ? first : before === first ? second : null;
    heads.forEach((each) => each.removeAttribute("aria-sort"));
    if (now) head.setAttribute("aria-sort", now);
    body.append(...(now ? sorted(place, now === "ascending" ? 1 : -1) : rows));
    const words = place === 0 ? ["van A naar Z", "van Z naar A"] : ["van laag naar hoog", "van hoog naar laag"];
    const name = head.querySelector(".label").textContent;
    say(now ? `Gesorteerd op ${name}, ${words[now === "ascending" ? 0 : 1]}.` : "De regio's staan weer in de gewone volgorde.");
  }

  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(head, place));
    head.append(button);
  });

  // Comparing: a box per region, at most three, and a button that hides the others.
  const boxes = rows.map((row) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.setAttribute("aria-label", `Kies ${nameOf(row)}`);
    box.addEventListener("change", () => choose(box));
    row.querySelector("th").prepend(box);
    return box;
  });
  const button = document.getElementById("vergelijk");
  let only = false;

  function show() {
    const chosen = rows.filter((row, place) => boxes[place].checked);
    rows.forEach((row, place) => { row.hidden = only && !boxes[place].checked; });
    button.textContent = only ? "Toon alle regio's" : "Toon alleen de gekozen regio's";
    return chosen.map(nameOf);
  }

  function choose(box) {
    const many = boxes.filter((each) => each.checked).length;
    if (many > 3) { box.checked = false; say("U kunt twee of drie regio's vergelijken. Haal er eerst een weg."); }
    if (only && many < 2) only = false;
    show();
  }

  button.addEventListener("click", () => {
    const many = boxes.filter((each) => each.checked).length;
    if (!only && many < 2) { say("Kies eerst twee of drie regio's in de tabel."); return; }
    only = !only;
    const names = show();
    say(only ? `De tabel toont ${names.join(", ")} en Nederland.` : "De tabel toont alle regio's.");
  });
  document.getElementById("kiezen").hidden = rows.length < 3;
})();
