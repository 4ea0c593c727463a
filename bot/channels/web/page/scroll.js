// Follows the conversation only while the person is at its end.

import { icon } from "./element.js";
import { word } from "./settings.js";

const view = document.getElementById("scroll");
const below = document.getElementById("below");
let following = true;

below.append(icon("M12 5v13M6 13l6 6 6-6"), word("newMessages"));
below.addEventListener("click", () => toEnd("smooth"));
view.addEventListener("scroll", watch, { passive: true });
new ResizeObserver(settled).observe(document.getElementById("timeline"));
new ResizeObserver(settled).observe(view);

/** Change the conversation; afterwards be at its end when we were, or when `forced`. */
export function stick(forced, act) {
  if (forced) following = true;
  act();
  if (following) toEnd();
  else below.hidden = false;
}

/** Sizes changed: stay at the end if we were there. */
export function settled() {
  if (following) toEnd();
}

/** Go to the end. */
export function toEnd(behavior = "instant") {
  view.scrollTo({ top: view.scrollHeight, behavior });
  below.hidden = true;
}

function watch() {
  following = view.scrollHeight - view.scrollTop - view.clientHeight < 60;
  if (following) below.hidden = true;
}
