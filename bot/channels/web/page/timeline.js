// The conversation: every entry once, in the order of its moment; cards change in place or retire.

import { draw } from "./drawing.js";
import { element } from "./element.js";
import { clock, day, dayName } from "./moments.js";
import { settled, stick } from "./scroll.js";
import { word } from "./settings.js";

const list = document.getElementById("timeline");
const welcome = document.getElementById("welcome");
const items = []; // {id, order, at, who, node, body, message}
const seen = new Set();
const cards = new Map(); // key → the item that shows it now
let tap = async () => {};

list.setAttribute("aria-label", word("messages"));

/** What a tapped button does: `act(action)` returns a promise. */
export const onTap = (act) => (tap = act);

/** Whether anything was said yet. */
export const isEmpty = () => items.length === 0;

/** Show an entry, unless it is known; true when it was new. */
export function show(entry) {
  if (seen.has(entry.id)) {
    confirm(entry);
    return false;
  }
  seen.add(entry.id);
  stick(entry.who === "mine" && entry.local, () => (replaces(entry) ? change(entry) : add(entry)));
  return true;
}

/**
 * An entry of our own was kept: it gets its true moment and, for files, their addresses. The server may say so twice,
 * and name a later moment when it got the message again: the earliest is the one that counts.
 */
export function confirm({ id, at, order, event }) {
  const item = items.find((one) => one.id === id);
  if (item?.who !== "mine") return;
  if (event && item.entry.previews) drawKept(item, event);
  if (!item.local && order >= item.order) return;
  if (item.local) mark(id, null);
  item.local = false;
  replace(item, { at, order });
}

function drawKept(item, event) {
  const { previews } = item.entry;
  const all = event.files?.length === previews.length; // else some were refused, and the places do not fit
  item.body.replaceChildren(draw({ ...item.entry, event, previews: all ? previews : [] }, tap));
  item.entry = { ...item.entry, previews: null };
}

/** What stands under one of our own entries: null, or {text, progress, again()}. */
export function mark(id, state) {
  const item = items.find((one) => one.id === id);
  if (!item) return;
  item.node.classList.toggle("unsent", Boolean(state?.again));
  item.node.classList.toggle("sending", Boolean(state) && !state.again);
  item.state.replaceChildren(...drawState(state));
  settled();
}

/** Put one of our own entries to the end, as it is tried again. */
export function move(id, { at, order }) {
  const item = items.find((one) => one.id === id);
  if (item?.local) replace(item, { at, order });
}

function replace(item, moment) {
  const position = items.indexOf(item);
  items.splice(position, 1);
  place(Object.assign(item, moment));
  for (const near of [position - 1, position]) refresh(near);
}

function drawState(state) {
  if (!state) return [];
  const bar = state.progress === undefined ? null : element("progress", { max: "1", value: state.progress });
  const again = state.again && element("button", { type: "button", onclick: state.again }, word("resend"));
  return [bar, state.text ?? null, again ?? null].filter((node) => node !== null);
}

function add(entry) {
  welcome.hidden = true;
  const item = { ...entry, entry, body: element("div", { class: "body" }), state: element("div", { class: "state" }) };
  const heading = element("div", { class: "day", role: "separator" });
  const time = element("time", { datetime: entry.at });
  item.node = element("li", { class: entry.who, id: `entry-${entry.id}` }, heading, item.body, time, item.state);
  item.body.append(draw(entry, tap));
  if (entry.retires) retire(items.find((one) => one.id === entry.retires));
  if (entry.message?.key) retire(cards.get(entry.message.key));
  if (entry.message?.key) cards.set(entry.message.key, item);
  place(item);
}

function place(item) {
  let position = items.length;
  while (position && comesAfter(items[position - 1], item)) position -= 1;
  items.splice(position, 0, item);
  const before = items[position + 1]?.node ?? null;
  if (item.node.nextSibling !== before || !item.node.isConnected) list.insertBefore(item.node, before);
  for (const near of [position - 1, position, position + 1]) refresh(near);
}

// An answer bears the moment of what it answers, and stands below it.
function comesAfter(one, other) {
  return one.order > other.order || (one.order === other.order && one.who === "theirs" && other.who === "mine");
}

function refresh(position) {
  const [before, item, after] = [items[position - 1], items[position], items[position + 1]];
  if (!item) return;
  const heading = item.node.querySelector(".day");
  heading.hidden = Boolean(before) && day(before.at) === day(item.at);
  heading.textContent = dayName(item.at);
  const time = item.node.querySelector("time");
  time.textContent = clock(item.at);
  time.hidden = Boolean(after) && after.who === item.who && clock(after.at) === clock(item.at) && day(after.at) === day(item.at);
}

function replaces({ message }) {
  return Boolean(message?.key && message.replace && cards.has(message.key));
}

function change(entry) {
  const item = cards.get(entry.message.key);
  Object.assign(item, { message: entry.message, entry });
  const focused = item.body.contains(document.activeElement);
  item.body.replaceChildren(draw(entry, tap));
  if (focused) item.body.querySelector(".buttons button")?.focus({ preventScroll: true });
  item.body.animate?.([{ opacity: 0.55 }, { opacity: 1 }], 250);
  item.node.scrollIntoView({ block: "nearest" });
}

function retire(item) {
  if (!item) return;
  item.body.querySelectorAll(".buttons").forEach((buttons) => buttons.remove());
  const card = item.body.querySelector("article.card");
  if (!card || card.closest("details")) return;
  const title = item.message.title ?? item.message.summary.title;
  card.querySelector("h2").remove();
  item.body.replaceChildren(element("details", { class: "retired" }, element("summary", {}, title), card));
}
