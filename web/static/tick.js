// One pulse a second, on the second of the server's clock, for everything on the page that moves with time.

import { now } from './clock.js';

const tickers = new Set();
let going = false;

// startTicking calls fn now and from now on once a second, and returns how to stop it.
export function startTicking(fn) {
  tickers.add(fn);
  fn();
  if (!going) pulse();
  return () => tickers.delete(fn);
}

function pulse() {
  going = true;
  setTimeout(() => {
    for (const fn of tickers) fn();
    pulse();
  }, 1000 - (now() % 1000) + 5);
}
