// Draws a summary: key figures, tables, notes and the picture to take along.

import { element } from "./element.js";
import { address, word } from "./settings.js";
import { enlarge } from "./viewer.js";

const SHOWN_ROWS = 12;
const REMARK = /^(.+)\uff08(.+)\uff09$/; // a figure with something in brackets behind it
const FIGURE = /^(\u7ea6|[+-])?\d[\d,.]*(%|\D{0,3})$|^[-–—]?$/;

/** The nodes inside a summary's card. */
export function drawSheet(id, { summary, picture }) {
  return [
    element("h2", {}, summary.title),
    summary.subtitle ? element("p", { class: "subtitle" }, summary.subtitle) : null,
    summary.figures.length ? element("dl", { class: "figures" }, summary.figures.map(drawFigure)) : null,
    ...summary.tables.map(drawTable),
    summary.notes.length ? element("ul", { class: "notes" }, summary.notes.map((note) => element("li", {}, note))) : null,
    picture ? drawPicture(id, summary.title) : null,
  ];
}

function drawFigure([label, value]) {
  const [, figure, more] = value.match(REMARK) ?? [null, value, null];
  return element("div", {}, element("dt", {}, label), element("dd", {}, figure, more && element("small", {}, more)));
}

function drawTable({ title, head, rows, total }) {
  const numeric = head.map((_, column) => column > 0 && rows.every((row) => FIGURE.test((row[column] ?? "").trim())));
  const cells = (row, tag) =>
    element("tr", {}, row.map((cell, column) => element(tag(column), { class: numeric[column] ? "number" : null, scope: tag(column) === "th" ? (tag(1) === "th" ? "col" : "row") : null }, cell)));
  const body = rows.map((row) => cells(row, (column) => (column ? "td" : "th")));
  const table = element(
    "table",
    {},
    title ? element("caption", {}, title) : null,
    element("thead", {}, cells(head, () => "th")),
    element("tbody", {}, body),
    total.length ? element("tfoot", {}, cells(total, (column) => (column ? "td" : "th"))) : null,
  );
  return element("div", { class: "table" }, element("div", { class: "wide", tabindex: "0", role: "group", "aria-label": title }, table), folded(body));
}

function folded(rows) {
  const hidden = rows.slice(SHOWN_ROWS);
  if (hidden.length < 4) return null;
  hidden.forEach((row) => (row.hidden = true));
  const open = ({ currentTarget }) => {
    hidden.forEach((row) => (row.hidden = false));
    currentTarget.remove();
  };
  return element("button", { type: "button", class: "more", onclick: open }, word("allRows", { count: rows.length }));
}

function drawPicture(id, title) {
  const source = address(`/pictures/${encodeURIComponent(id)}.png`);
  const image = element("img", { src: source, alt: word("picture"), loading: "lazy", decoding: "async" });
  const open = element("button", { type: "button", class: "photo", title: word("enlarge"), onclick: () => enlarge(source, `${title}.png`) }, image);
  const box = element("div", { class: "picture" }, open, element("a", { href: source, download: `${title}.png` }, word("download")));
  image.addEventListener("error", () => box.remove()); // no picture could be made: the tables say it all
  return box;
}
