// The switch between the people of the sample county; or the way out of a locked ledger.

import { element } from "./element.js";
import settings, { word } from "./settings.js";

const STRANGER = { id: "", name: word("stranger"), role: word("strangerRole") };

/** Draw it into the head of the page. */
export function start() {
  const place = document.getElementById("who");
  if (settings.personas.length) place.append(drawSwitch());
  else if (settings.locked) place.append(button("/sign-out", word("signOut"), "quiet"));
}

function drawSwitch() {
  const people = [...settings.personas, STRANGER];
  const current = people.find(({ id }) => id === settings.persona);
  const choices = people.map((person) => drawChoice(person, person === current));
  if (current === STRANGER) choices.push(element("li", {}, button("/stranger", word("freshStranger"), "quiet")));
  const box = element(
    "details",
    { class: "people" },
    element("summary", { title: word("switch"), "aria-label": `${word("switch")}: ${current.name}` }, face(current), label(current)),
    element("div", {}, element("p", {}, word("switch")), element("ul", {}, choices)),
  );
  document.addEventListener("click", ({ target }) => box.contains(target) || (box.open = false));
  box.addEventListener("keydown", ({ key }) => key === "Escape" && (box.open = false));
  return box;
}

function drawChoice(person, current) {
  const target = `/?${new URLSearchParams({ persona: person.id })}`;
  return element("li", {}, element("a", { href: target, "aria-current": current ? "true" : null }, face(person), label(person)));
}

const face = ({ name }) => element("span", { class: "face", "aria-hidden": "true" }, [...name][0]);

const label = ({ name, role }) => element("span", { class: "label" }, element("b", {}, name), element("small", {}, role));

const button = (action, text, style) =>
  element("form", { method: "post", action }, element("button", { class: style }, text));
