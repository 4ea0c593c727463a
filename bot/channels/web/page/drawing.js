// Draws what was said by either side, and cards. Summaries are in sheet.js.

import { element } from "./element.js";
import settings, { address, word } from "./settings.js";
import { drawSheet } from "./sheet.js";
import { enlarge } from "./viewer.js";

const LONG = 1200;
const SHOWN_IMAGES = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);
const labels = new Map(); // action → label, of every button ever drawn
const sizes = ["B", "KB", "MB"];

/** The node of an entry; `tap(action)` returns a promise that ends when the tap is through. */
export function draw(entry, tap) {
  return entry.who === "mine" ? drawEvent(entry) : drawMessage(entry, tap);
}

function drawMessage({ id, message }, tap) {
  const buttons = drawButtons(message.buttons, tap);
  if (message.type === "say") {
    return element("div", { class: "said" }, element("div", { class: "bubble" }, longText(message.text)), buttons);
  }
  if (message.type === "document") return element("div", { class: "said" }, drawDocument(id, message), buttons);
  const body = message.type === "sheet" ? drawSheet(id, message) : drawCard(message);
  return element("article", { class: `card ${message.type}` }, body, buttons);
}

function drawDocument(id, { name, text }) {
  const href = address(`/documents/${encodeURIComponent(id)}`);
  const link = element("a", { class: "file", href, download: name }, element("b", {}, name), element("small", {}, word("save")));
  return element("div", { class: "bubble" }, longText(text), link);
}

function drawCard({ title, rows, text, photos }) {
  return [
    element("h2", {}, title),
    rows.length ? element("dl", {}, rows.map(drawRow)) : null,
    photos.length ? element("div", { class: "photos" }, photos.map(drawFile)) : null,
    text ? element("p", { class: "text" }, longText(text)) : null,
  ];
}

function drawRow({ label, value, words, missing }) {
  const shown = element("dd", {}, value || (missing ? word("missing") : ""));
  if (words && words !== value) shown.append(element("small", {}, word("from", { words })));
  return element("div", { class: missing ? "row missing" : "row" }, element("dt", {}, label), shown);
}

function drawButtons(rows, tap) {
  if (!rows.length) return null;
  const box = element("div", { class: "buttons" });
  for (const row of rows) box.append(element("div", {}, row.map((button) => drawButton(button, box, tap))));
  return box;
}

function drawButton({ label, action }, box, tap) {
  labels.set(action, label);
  const press = async ({ currentTarget: pressed }) => {
    if (box.classList.contains("waiting")) return;
    disable(box, true);
    pressed.classList.add("busy");
    await tap(action);
    pressed.classList.remove("busy");
    disable(box, false);
  };
  const weight = ["strong", "slight"].find((one) => settings[one].includes(label));
  return element("button", { type: "button", class: weight, onclick: press }, label);
}

// Not with "disabled": that would take the focus away from who taps with the keyboard.
function disable(box, waiting) {
  box.classList.toggle("waiting", waiting);
  for (const button of box.querySelectorAll("button")) button.setAttribute("aria-disabled", waiting);
}

function drawEvent({ event, previews }) {
  switch (event.type) {
    case "said":
      return element("div", { class: "bubble" }, longText(event.text));
    case "tapped":
      return element("div", { class: "bubble tapped" }, labels.get(event.action) ?? word("tappedUnknown"));
    case "sent":
      return drawSent(event, previews);
    case "refused":
      return element("div", { class: "bubble tapped" }, element("s", {}, event.name), ` ${word("refusedFile")}`);
    default:
      return element("div", { class: "bubble tapped" }, word("unreadable"));
  }
}

function drawSent({ files, caption }, previews = []) {
  const photos = element("div", { class: "photos" }, files.map((file, at) => drawFile(file, previews[at])));
  return element("div", { class: "sent" }, photos, caption ? element("div", { class: "bubble" }, longText(caption)) : null);
}

function drawFile({ sha256, name, media_type, size }, preview) {
  const source = typeof preview === "string" ? preview : sha256 ? address(`/files/${sha256}`) : null;
  if (source && SHOWN_IMAGES.has(media_type)) {
    const image = element("img", { src: source, alt: word("photo", { name }), loading: "lazy", decoding: "async" });
    return element("button", { type: "button", class: "photo", title: name, onclick: () => enlarge(source, name) }, image);
  }
  const inside = [element("b", {}, name), element("small", {}, readable(size))];
  if (!source) return element("span", { class: "file" }, inside);
  return element("a", { class: "file", href: source, download: name }, inside);
}

function readable(size) {
  const step = Math.min(sizes.length - 1, Math.floor(Math.log2(size || 1) / 10));
  return `${(size / 1024 ** step).toFixed(step === 2 ? 1 : 0)} ${sizes[step]}`;
}

function longText(text) {
  if (text.length <= LONG && text.split("\n").length <= 40) return text;
  const body = element("div", { class: "long" }, text);
  const turn = ({ currentTarget }) => {
    currentTarget.textContent = word(body.classList.toggle("open") ? "less" : "more");
    currentTarget.setAttribute("aria-expanded", body.classList.contains("open"));
  };
  const more = element("button", { type: "button", class: "more", "aria-expanded": "false", onclick: turn }, word("more"));
  return element("div", {}, body, more);
}

/** A local file as the server would describe it later. */
export const described = (file) => ({ sha256: "", name: file.name, media_type: file.type, size: file.size });

/** A picture of a local file, or null for anything that is no picture. */
export const preview = (file) => (SHOWN_IMAGES.has(file.type) ? URL.createObjectURL(file) : null);

/** The limit for one file in whole megabytes. */
export const limit = Math.floor(settings.fileLimit / 1024 ** 2);
