// Tables sort and filter; the marks of figures say their values, and go together with rows. Without
// this script the page shows all the same.
"use strict";

const number = (cell) => {
  const text = cell.dataset.value ?? cell.textContent.trim().replace("−", "-").replace(/^[+<]/, "");
  return text === "" ? NaN : Number.parseFloat(text);
};

// Rows without a number come last, whichever the direction.
const compare = (column, isNumeric, sign) => (a, b) => {
  const [first, second] = [a.cells[column], b.cells[column]];
  if (!isNumeric) return sign * first.textContent.localeCompare(second.textContent, "en", { numeric: true });
  const [x, y] = [number(first), number(second)];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
  return sign * (x - y);
};

const makeSortable = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.title = "Sort by this column";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const ascending = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      const body = table.tBodies[0];
      const rows = [...body.rows].filter((row) => !row.classList.contains("gap"));
      rows.sort(compare(column, head.classList.contains("n"), ascending ? 1 : -1));
      body.replaceChildren(...rows);
    });
  });
};

const makeFilterable = (table) => {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 8) return;
  const form = document.createElement("p");
  form.className = "filter";
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = "Filter rows, such as: adam 0.01";
  input.setAttribute("aria-label", `Filter the table: ${table.caption?.textContent ?? ""}`);
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of table.tBodies[0].rows) {
      const text = row.textContent.toLowerCase() + [...row.cells].map((cell) => ` ${cell.textContent} `.toLowerCase()).join("");
      row.hidden = !words.every((word) => text.includes(word));
    }
  });
  form.append(input);
  table.parentElement.before(form);
};

for (const table of document.querySelectorAll("table")) {
  makeSortable(table);
  makeFilterable(table);
}

// Marks and rows

const keyed = new Map();
for (const element of document.querySelectorAll("[data-key]")) {
  const key = element.dataset.key;
  keyed.set(key, [...(keyed.get(key) ?? []), element]);
}
const light = (key, isLit) => {
  for (const element of keyed.get(key) ?? []) element.classList.toggle("lit", isLit);
};

const tip = document.createElement("div");
tip.id = "tip";
tip.hidden = true;
document.body.append(tip);

const showTip = (mark, x, y) => {
  tip.textContent = mark.dataset.tip;
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(x + 12, innerWidth - width - 4))}px`;
  tip.style.top = `${y + 16 + height > innerHeight ? y - height - 8 : y + 16}px`;
};

for (const svg of document.querySelectorAll("svg.figure")) {
  for (const title of svg.querySelectorAll(":scope :not(svg) > title")) {
    // The browser's own hint would come up beside ours.
    const mark = title.parentElement;
    mark.dataset.tip = title.textContent;
    mark.setAttribute("aria-label", title.textContent);
    title.remove();
  }
  svg.addEventListener("pointermove", (event) => {
    const mark = event.target.closest("[data-tip]");
    if (mark) showTip(mark, event.clientX, event.clientY);
    else tip.hidden = true;
  });
  svg.addEventListener("pointerleave", () => { tip.hidden = true; });
  svg.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]")?.dataset.key;
    const row = (keyed.get(key) ?? []).find((element) => element.tagName === "TR");
    if (!row) return;
    row.closest("details")?.setAttribute("open", "");
    row.scrollIntoView({ block: "center" });
  });
}
for (const [key, elements] of keyed) {
  for (const element of elements) {
    element.addEventListener("pointerenter", () => light(key, true));
    element.addEventListener("pointerleave", () => light(key, false));
  }
}

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
