// Times in the reader's own zone and habit: the server writes them in the meeting's.

import { clockName } from './night.js';
import { lang, words } from './words.js';

const own = navigator.language;
const hour12 = new Intl.DateTimeFormat(own, { hour: 'numeric' }).resolvedOptions().hour12;
// Dates are in the page's language; whether an afternoon is 3 pm or 15:00 is the reader's own affair.
const locale = own.startsWith(lang) ? own : lang.replace(/^en$/, 'en-GB');
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const time = { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit', hour12 };
const day = { weekday: 'long', day: 'numeric', month: 'long' };
const format = (date, options) => new Intl.DateTimeFormat(locale, options).format(date);
const sameDay = (a, b) => a.toDateString() === b.toDateString();

export const clock = (date, ...others) => format(date, time) + clockName(locale, date, ...others);

// whole keeps a few words on one line.
const whole = (text) => text.replace(/\s/g, '\u00a0').replace(/–/g, '–\u2060');

// later is the end of a range, with its day where that is another.
function later(end, start) {
  const weekday = sameDay(start, end) ? {} : { weekday: 'short' };
  return format(end, { ...weekday, ...time }) + clockName(locale, end, start);
}

function range(start, end) {
  const year = start.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' };
  const hours = sameDay(start, end) && clockName(locale, start, end) === ''
    ? new Intl.DateTimeFormat(locale, time).formatRange(start, end)
    : `${clock(start, end)} – ${later(end, start)}`;
  return `${format(start, { ...day, ...year })}, ${whole(hours)}`;
}

const write = {
  range: (element) => range(new Date(element.dateTime), new Date(element.dataset.end)),
  clock: (element) => clock(new Date(element.dateTime)),
};

// localise writes every time inside an element anew.
export function localise(inside) {
  for (const element of inside.querySelectorAll('time[data-local]')) {
    element.textContent = write[element.dataset.local](element);
    element.title = words('script.zone', { Zone: zone });
  }
  // The organizer's own time is worth a line only where it is another.
  for (const element of inside.querySelectorAll('[data-zone]')) element.hidden = !differs(inside, element.dataset.zone);
}

function differs(inside, there) {
  const start = new Date(inside.querySelector('time[data-local]').dateTime);
  const wall = { dateStyle: 'short', timeStyle: 'short' };
  try {
    return format(start, wall) !== format(start, { ...wall, timeZone: there });
  } catch {
    return true; // a zone this browser does not know
  }
}
