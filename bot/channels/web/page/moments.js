// Times as the server means them: its clock and its zone, whatever this machine thinks.

import { word } from "./settings.js";

let skew = 0; // server's milliseconds minus ours
let offset = "+08:00";

/** Set our clock by a moment the server just named. */
export function setClock({ at, order }) {
  skew = order / 1000 - Date.now();
  offset = at.slice(19) || offset;
}

/** Now, as the server would write and order it. */
export function now() {
  const milliseconds = Date.now() + skew;
  const [, sign, hours, minutes] = offset.match(/([+-])(\d\d):(\d\d)/) ?? [null, "+", "0", "0"];
  const ahead = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60000;
  const local = new Date(milliseconds + ahead).toISOString().slice(0, 19);
  return { at: local + offset, order: Math.round(milliseconds * 1000) };
}

/** "14:05" of a moment. */
export const clock = (at) => at.slice(11, 16);

/** The calendar day of a moment, to compare. */
export const day = (at) => at.slice(0, 10);

/** The day as a person would name it. */
export function dayName(at) {
  const days = Math.round((Date.parse(day(now().at)) - Date.parse(day(at))) / 86400000);
  if (days === 0) return word("today");
  if (days === 1) return word("yesterday");
  const [year, month, date] = day(at).split("-").map(Number);
  if (year !== Number(day(now().at).slice(0, 4))) return word("dayOfYear", { year, month, day: date });
  const weekday = [...word("weekdays")][new Date(Date.UTC(year, month - 1, date)).getUTCDay()];
  return word("day", { month, day: date, weekday });
}
