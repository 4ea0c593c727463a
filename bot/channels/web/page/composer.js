// Where one writes: text, files, commands; Enter sends unless an input method is still composing.

import * as menu from "./menu.js";
import { send, say } from "./outgoing.js";
import { element } from "./element.js";
import settings, { word } from "./settings.js";
import * as tray from "./tray.js";
import { draftLeft, keepDraft } from "./unsent.js";

const part = (id) => document.getElementById(id);
const [words, form, picked, shot, drop] = ["words", "form", "picked", "shot", "drop"].map(part);

/** Make the field, the buttons and the chips work. */
export function start() {
  label();
  words.value = draftLeft();
  form.addEventListener("submit", submit);
  words.addEventListener("input", grown);
  words.addEventListener("keydown", pressed);
  words.addEventListener("paste", pasted);
  menu.start(words, (command) => write("") || say(command));
  tray.whenChanged(grown);
  startPicking();
  startDropping();
  if (matchMedia("(hover: hover) and (pointer: fine)").matches) words.focus(); // on a phone the keyboard would jump up
  part("chips").append(...settings.chips.map((chip) => element("button", { type: "button", onclick: () => say(chip) }, chip)));
  grown();
}

/** Put a text into the field and the cursor behind it. */
export function write(text) {
  words.value = text;
  grown();
  words.focus();
}

function label() {
  words.placeholder = word("placeholder");
  drop.textContent = word("dropHere");
  part("chips").setAttribute("aria-label", word("quick"));
  part("menu").setAttribute("aria-label", word("commands"));
  for (const [id, name] of [["words", "write"], ["send", "send"], ["attach", "attach"], ["camera", "camera"]]) {
    part(id).setAttribute("aria-label", word(name));
    if (id !== "words") part(id).title = word(name);
  }
}

function submit(event) {
  event?.preventDefault();
  const text = words.value.trim().toWellFormed?.() ?? words.value.trim();
  const files = tray.take();
  if (files.length) send(files, text);
  else if (text) say(text);
  else return;
  write("");
}

function pressed(event) {
  // 229: the key that ends a composition in Safari comes after compositionend.
  if (event.isComposing || event.keyCode === 229) return;
  if (menu.pressed(event)) return;
  if (event.key === "Enter" && !event.shiftKey) submit(event);
}

function grown() {
  words.style.height = "auto";
  words.style.height = `${Math.min(words.scrollHeight, 180)}px`;
  part("send").disabled = !words.value.trim() && tray.isEmpty();
  keepDraft(words.value);
  menu.offer(words.value);
}

function pasted(event) {
  const files = [...event.clipboardData.files];
  if (!files.length) return;
  event.preventDefault();
  tray.add(files);
}

function startPicking() {
  part("attach").addEventListener("click", () => picked.click());
  part("camera").addEventListener("click", () => shot.click());
  for (const input of [picked, shot]) {
    input.addEventListener("change", () => {
      tray.add([...input.files]);
      input.value = "";
      words.focus();
    });
  }
}

function startDropping() {
  const carriesFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    drop.hidden = false;
  });
  addEventListener("dragleave", ({ relatedTarget }) => (drop.hidden ||= relatedTarget === null));
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    drop.hidden = true;
    tray.add([...event.dataTransfer.files]);
  });
}
