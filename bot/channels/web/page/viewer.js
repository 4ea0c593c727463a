// Shows a picture large, to look at or to save.

import { word } from "./settings.js";

const viewer = document.getElementById("viewer");
const large = document.getElementById("large");
const download = document.getElementById("download");

document.getElementById("close").textContent = word("close");
download.textContent = word("download");
viewer.addEventListener("click", ({ target }) => target !== download && viewer.close());
viewer.addEventListener("close", () => large.removeAttribute("src"));

/** Open a picture by its address; `name` is what it is saved as. */
export function enlarge(source, name) {
  large.src = source;
  large.alt = name;
  download.href = source;
  download.download = name;
  viewer.showModal();
}
