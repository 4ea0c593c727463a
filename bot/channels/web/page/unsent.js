// Keeps what was not sent yet in the browser, so that closing the page loses nothing. Files cannot be kept.

import settings from "./settings.js";

const prefix = `kepu-unsent:${settings.shelf}:`;
const draft = `kepu-draft:${settings.shelf}`;

/** Keep a message or tap until it is sent. */
export function keep(item) {
  if (item.kind !== "files") store(prefix + item.id, JSON.stringify(item));
}

/** It was sent. */
export const drop = ({ id }) => store(prefix + id, null);

/** What was not sent when the page was closed, oldest first. */
export function left() {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  return names.map(read).filter(Boolean).sort((one, other) => one.made - other.made);
}

/** Keep what stands in the writing field. */
export const keepDraft = (text) => store(draft, text || null);

/** What stood in the writing field. */
export const draftLeft = () => localStorage.getItem(draft) ?? "";

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function store(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // The browser keeps nothing for us (private window, full): the page still does until it is closed.
  }
}
