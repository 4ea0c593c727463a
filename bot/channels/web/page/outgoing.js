// Sends one thing after the other, again and again under the same id, until the server has kept it.

import { described, preview } from "./drawing.js";
import { now } from "./moments.js";
import { post, upload } from "./server.js";
import settings, { word } from "./settings.js";
import { confirm, mark, move, show } from "./timeline.js";
import { drop, keep, left } from "./unsent.js";

const LONGEST_WAIT = 30000;
const MOST_FILES = 20;
const queue = [];
let busy = false;
let wake = () => {};
let onKept = () => {};

/** Called whenever the server has kept something of ours. */
export const whenKept = (act) => (onKept = act);

/** Send a text. */
export const say = (text) => put({ kind: "messages", body: { text } });

/** Send a tap; the promise ends when it is through, or given up. */
export const tap = (action) => put({ kind: "taps", body: { action } });

/** Send files with a caption, so many at a time as one message may have. */
export function send(files, caption) {
  put({ kind: "files", files: files.slice(0, MOST_FILES), caption });
  if (files.length > MOST_FILES) send(files.slice(MOST_FILES), "");
}

/** Whether something is on its way that would be lost with the page. */
export const hasUnsentFiles = () => queue.some((item) => item.kind === "files");

/** Try at once: the connection is back. */
export const retry = () => wake();

/** Go on with what was left when the page was closed. */
export function resume() {
  for (const item of left()) put(item);
}

function put(item) {
  item.id ??= identity();
  item.made ??= Date.now();
  item.done = new Promise((resolve) => (item.finish = resolve));
  keep({ id: item.id, made: item.made, kind: item.kind, body: item.body });
  show({ who: "mine", id: item.id, local: true, ...now(), ...drawn(item) });
  line(item);
  return item.done;
}

function line(item) {
  queue.push(item);
  mark(item.id, { text: word("sending") });
  if (!busy) pump();
}

async function pump() {
  busy = true;
  for (let tries = 0; queue.length; ) {
    const item = queue[0];
    const result = await attempt(item);
    if (result.retry) await wait(item, result, (tries += 1));
    else {
      tries = 0;
      queue.shift();
      if (result.kept) finish(item, result.kept);
      else giveUp(item, result.text);
    }
  }
  busy = false;
}

function attempt(item) {
  item.tried = performance.now();
  if (item.kind !== "files") return post(`/${item.kind}`, { id: item.id, ...item.body });
  return upload("/files", form(item), (progress) => mark(item.id, { text: word("sending"), progress }));
}

function finish(item, kept) {
  drop(item);
  confirm(kept);
  mark(item.id, null);
  item.finish();
  onKept(item);
}

function giveUp(item, text) {
  const again = () => {
    keep({ id: item.id, made: item.made, kind: item.kind, body: item.body });
    move(item.id, now());
    line(item);
  };
  drop(item);
  mark(item.id, { text: text ?? word("failed"), again });
  item.finish();
}

function wait(item, { text }, tries) {
  const pause = Math.min(LONGEST_WAIT, 500 * 2 ** tries) * (0.75 + Math.random() / 2);
  return new Promise((resolve) => {
    const timer = setTimeout(() => wake(), pause);
    wake = () => {
      clearTimeout(timer);
      wake = () => {};
      move(item.id, now());
      mark(item.id, { text: word("sending") });
      resolve();
    };
    mark(item.id, { text: text ?? word("waiting"), again: () => wake() });
  });
}

function form({ id, files, caption }) {
  const fields = new FormData();
  fields.set("id", id);
  fields.set("caption", caption);
  for (const file of files) {
    if (file.size > settings.fileLimit) fields.append("too_large", file.name);
    else fields.append("file", file, file.name);
  }
  return fields;
}

function drawn({ kind, body, files, caption }) {
  if (kind === "messages") return { event: { type: "said", text: body.text } };
  if (kind === "taps") return { event: { type: "tapped", action: body.action } };
  return { event: { type: "sent", files: files.map(described), caption }, previews: files.map(preview) };
}

function identity() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Only there on secure origins; an office's plain http address is none.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
