// The sun over the card: it comes up in the hour before the start, and crosses the sky while the meeting is live.

import { now } from './clock.js';

const hour = 3600_000;

export function showSun(main) {
  const sun = main.querySelector('.card .sun');
  const { state, startsAt, endsAt } = main.dataset;
  if (!sun || (state !== 'upcoming' && state !== 'live')) {
    sun?.removeAttribute('style');
    return;
  }
  const start = Date.parse(startsAt);
  const [x, y] = state === 'live' ? crossing((now() - start) / (Date.parse(endsAt) - start)) : rising(1 - (start - now()) / hour);
  sun.style.setProperty('--sun-x', `${x}px`);
  sun.style.setProperty('--sun-y', `${y}px`);
}

const within = (n) => Math.min(1, Math.max(0, n));

// rising ends where crossing begins.
function rising(done) {
  return [200, 186 - 66 * within(done)];
}

function crossing(done) {
  const at = within(done);
  return [200 + 240 * at, 120 - 52 * Math.sin(Math.PI * at)];
}
