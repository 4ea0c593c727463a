// Asks for the server's Chinese font, 19 MB, only where the machine has none.

/** Draw a Chinese letter and one that exists in no font: if they look the same, there is no Chinese font here. */
export function useOwnFontIfNeeded(chinese) {
  if (!chinese.trim() || picture([...chinese][0]) !== picture("\u{10fffd}")) return;
  document.documentElement.classList.add("own-font");
}

function picture(letter) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [40, 40];
  const pen = canvas.getContext("2d");
  pen.font = "32px sans-serif";
  pen.fillText(letter, 2, 32);
  return canvas.toDataURL();
}
