// Talks to the server. An attempt ends as {kept}, {retry, text} or {text}: what is final and what is worth repeating.

import { address } from "./settings.js";

const PATIENCE = 30000;
let onSignedOut = () => {};

/** Called when the server does not know us any more. */
export const whenSignedOut = (act) => (onSignedOut = act);

/** Post JSON. */
export async function post(path, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(address(path), { ...request, signal: stop.signal });
    return judged(response.status, await response.text());
  } catch {
    return { retry: true };
  } finally {
    clearTimeout(timer);
  }
}

/** Post a form with files; `onProgress` gets the part done, 0 to 1. */
export function upload(path, form, onProgress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener("load", () => resolve(judged(request.status, request.responseText)));
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => resolve({ retry: true }));
    request.open("POST", address(path));
    request.send(form);
  });
}

function judged(status, text) {
  const answer = parsed(text);
  if (status === 200) return answer.id ? { kept: answer } : { retry: true };
  if (status === 401) onSignedOut();
  return { retry: status >= 500 || status === 401 || status === 429, text: answer.text };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
