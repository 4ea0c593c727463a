// What the server put into the page: words, commands, personas, limits.

const settings = JSON.parse(document.getElementById("settings").textContent);

export default settings;

/** A sentence by its name, with {gaps} filled. */
export function word(name, gaps = {}) {
  return settings.words[name].replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);
}

/** An address of the server, asked as the persona of this page. */
export function address(path, query = {}) {
  const all = new URLSearchParams(query);
  if (settings.persona) all.set("persona", settings.persona);
  const asked = all.toString();
  return asked ? `${path}?${asked}` : path;
}
