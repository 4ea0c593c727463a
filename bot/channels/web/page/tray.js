// Photos and files that wait for the message they go with.

import { limit, preview } from "./drawing.js";
import { element, icon } from "./element.js";
import settings, { word } from "./settings.js";

const tray = document.getElementById("tray");
let files = [];
let onChange = () => {};

/** Called when files came or went. */
export const whenChanged = (act) => (onChange = act);

/** Whether no file waits. */
export const isEmpty = () => files.length === 0;

/** Let files wait. */
export function add(more) {
  files = [...files, ...more];
  drawAll();
}

/** The files that waited; none wait afterwards. */
export function take() {
  const taken = files;
  files = [];
  drawAll();
  return taken;
}

function drawAll() {
  for (const image of tray.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  tray.replaceChildren(...files.map(drawn));
  tray.hidden = !files.length;
  onChange();
}

function drawn(file) {
  const picture = preview(file);
  const inside = picture ? element("img", { src: picture, alt: file.name }) : element("span", {}, file.name);
  const remove = () => {
    files = files.filter((one) => one !== file);
    drawAll();
  };
  const large = file.size > settings.fileLimit ? element("em", {}, word("tooLarge", { limit })) : null;
  const name = word("removeFile", { name: file.name });
  const cross = element("button", { type: "button", "aria-label": name, title: name, onclick: remove }, icon("M6 6l12 12M18 6L6 18"));
  return element("li", {}, inside, large, cross);
}
