// Lengths of time in words.

import { words } from './words.js';

const sizes = [[86400, 'unit.day'], [3600, 'unit.hour'], [60, 'unit.minute'], [1, 'unit.second']];

// parts cuts seconds into units, the largest first, as many as are worth reading. What is away, behind "in" or before
// "ago", some languages decline.
export function parts(seconds, most, away) {
  const out = [];
  let rest = Math.max(0, seconds);
  for (const [size, key] of sizes) {
    const n = Math.floor(rest / size);
    rest -= n * size;
    if (n > 0 || out.length > 0 || size === 1) out.push([n, away && size === 86400 ? 'unit.day_away' : key]);
  }
  return out.slice(0, most);
}

export const unit = (n, key) => words(key, { N: n });

// brief leaves out what is zero, but for the first.
export const brief = (seconds, most, away) => parts(seconds, most, away).filter(([n], i) => n > 0 || i === 0).map(([n, key]) => unit(n, key)).join(' ');

// whole is brief without seconds, from a minute on.
export const whole = (seconds, most, away) => brief(seconds < 60 ? seconds : seconds - (seconds % 60), most, away);
