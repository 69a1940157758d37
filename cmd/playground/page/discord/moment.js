// Discord's moments, in the zone of whoever is looking. Those that say how far off they are go on by themselves.

import { el } from '../el.js';
import { me } from '../state.js';
import { capital, clock, day, format, now } from '../when.js';

const styles = {
  t: { hour: '2-digit', minute: '2-digit' },
  T: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

export function time(seconds, style) {
  const ms = seconds * 1000;
  const { zone } = me();
  const face = { class: 'moment', datetime: new Date(ms).toISOString(), title: `${capital(day(ms, zone))} ${clock(ms, zone)}, ${zone}` };
  if (style === 'R') return el('time', { ...face, 'data-relative': ms }, relative(ms));
  return el('time', face, format(ms, zone, styles[style]));
}

const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const units = [['second', 60], ['minute', 60], ['hour', 24], ['day', 30], ['month', 12], ['year', Infinity]];

// relative says how far off it is, rounded to the nearest of the largest unit that fits.
function relative(ms) {
  let n = (ms - now()) / 1000;
  for (const [unit, most] of units) {
    if (Math.abs(Math.round(n)) < most) return words.format(Math.round(n) || 0, unit).replace(/^in 0 seconds$/, 'now');
    n /= most;
  }
  return '';
}

// tick brings what is shown up to date.
export function tick() {
  for (const element of document.querySelectorAll('[data-relative]')) {
    const text = relative(Number(element.dataset.relative));
    if (element.textContent !== text) element.textContent = text;
  }
}
