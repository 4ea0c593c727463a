// The commands, offered as soon as a message begins with a slash.

import { element } from "./element.js";
import settings from "./settings.js";

const menu = document.getElementById("menu");
let field = null;
let choose = () => {};
let offered = [];
let at = 0;

/** Offer commands for `input`; `chosen(command)` is called with the one that was taken. */
export function start(input, chosen) {
  [field, choose] = [input, chosen];
  field.addEventListener("blur", hide);
}

/** Show what fits the text, or nothing. */
export function offer(text) {
  const fitting = /^\/\S*$/.test(text) ? settings.commands.filter(([command]) => command.startsWith(text.toLowerCase())) : [];
  offered = fitting.map(([command]) => command);
  at = 0;
  menu.replaceChildren(...fitting.map(drawn));
  menu.hidden = !fitting.length;
  highlight();
}

/** A key in the field: true when it was for the menu. */
export function pressed(event) {
  if (menu.hidden) return false;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) at = (at + step + offered.length) % offered.length;
  else if (event.key === "Escape") hide();
  else if (event.key === "Enter" || event.key === "Tab") choose(offered[at]);
  else return false;
  event.preventDefault();
  highlight();
  return true;
}

function drawn([command, meaning], position) {
  // mousedown, not click: the field must not lose the focus, and with it the menu.
  const take = (event) => event.preventDefault() || choose(command);
  return element("div", { role: "option", id: `command-${position}`, onmousedown: take }, element("b", {}, command), meaning);
}

function highlight() {
  [...menu.children].forEach((option, position) => option.setAttribute("aria-selected", position === at));
  if (menu.hidden) field.removeAttribute("aria-activedescendant");
  else field.setAttribute("aria-activedescendant", `command-${at}`);
}

function hide() {
  menu.hidden = true;
}
