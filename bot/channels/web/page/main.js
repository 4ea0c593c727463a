// Starts the page: the live line, the conversation, the writing field.

import * as composer from "./composer.js";
import { element } from "./element.js";
import { useOwnFontIfNeeded } from "./font.js";
import { listen } from "./live.js";
import * as outgoing from "./outgoing.js";
import { settled } from "./scroll.js";
import { whenSignedOut } from "./server.js";
import settings, { word } from "./settings.js";
import * as timeline from "./timeline.js";
import * as who from "./who.js";

const part = (id) => document.getElementById(id);
let typing = 0;
let heardAt = 0;
let begun = false;

useOwnFontIfNeeded(settings.title);
who.start();
composer.start();
timeline.onTap(outgoing.tap);
outgoing.whenKept(awaitAnswer);
whenSignedOut(() => banner(word("signInAgain")));
drawWelcome();
listen({ entry: heard, ready, state });
addEventListener("beforeunload", (event) => outgoing.hasUnsentFiles() && event.preventDefault());

function heard(entry) {
  if (!timeline.show(entry) || entry.who !== "theirs") return;
  heardAt = performance.now();
  showTyping(false);
}

function ready() {
  part("timeline").setAttribute("aria-busy", "false");
  banner("");
  if (!begun) outgoing.resume();
  else outgoing.retry();
  begun = true;
  part("welcome").hidden = !timeline.isEmpty();
  settled();
}

function state(now) {
  document.body.dataset.state = now;
  part("status").textContent = word(now === "offline" ? "connecting" : now);
  if (now === "offline") banner(word("offline"));
}

function banner(text) {
  part("banner").textContent = text;
  part("banner").hidden = !text;
}

function awaitAnswer({ tried }) {
  if (heardAt >= tried) return; // the answer was faster than the news that the question arrived
  clearTimeout(typing);
  typing = setTimeout(() => showTyping(true), 400);
}

function showTyping(on) {
  clearTimeout(typing);
  part("typing").hidden = !on;
  part("typing").setAttribute("aria-label", word("typing"));
  if (on) typing = setTimeout(() => showTyping(false), 8000);
  settled();
}

function drawWelcome() {
  const examples = ["example1", "example2", "example3"].map((name) =>
    element("button", { type: "button", onclick: () => composer.write(word(name)) }, word(name)),
  );
  part("welcome").append(element("h2", {}, word("welcome")), element("p", {}, word("welcomeMore")), ...examples);
}
