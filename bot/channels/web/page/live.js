// Keeps the live line to the server open, and comes back by itself where it left off.

import { setClock } from "./moments.js";
import { address } from "./settings.js";

const LONGEST_WAIT = 15000;

let source = null;
let last = "";
let tries = 0;
let timer = 0;
let told = {};

/** Listen; `listeners` has entry(entry), ready() and state("online" | "connecting" | "offline"). */
export function listen(listeners) {
  told = listeners;
  open();
  addEventListener("online", open);
  document.addEventListener("visibilitychange", seen);
}

// A browser allows few open lines to one server: pages that nobody sees give theirs back, and catch up later.
function seen() {
  if (document.visibilityState === "visible") {
    if (source.readyState !== EventSource.OPEN) open();
    return;
  }
  clearTimeout(timer);
  source.close();
}

function open() {
  clearTimeout(timer);
  source?.close();
  told.state(tries ? "offline" : "connecting");
  source = new EventSource(address("/events", last ? { after: last } : {}));
  source.addEventListener("hello", ({ data }) => setClock(JSON.parse(data)));
  source.addEventListener("entry", ({ data, lastEventId }) => {
    last = lastEventId;
    told.entry(JSON.parse(data));
  });
  source.addEventListener("ready", () => {
    tries = 0;
    told.state("online");
    told.ready();
  });
  source.addEventListener("unavailable", later);
  source.addEventListener("error", later);
}

function later() {
  source.close();
  tries += 1;
  told.state("offline");
  clearTimeout(timer);
  timer = setTimeout(open, Math.min(LONGEST_WAIT, 400 * 2 ** tries));
}
