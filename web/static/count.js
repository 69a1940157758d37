// How long it still is, or how long ago it was: the elements <time data-count="down|ago" datetime>.

import { now } from './clock.js';
import { showSun } from './sun.js';

const sizes = [[86400, 'day'], [3600, 'h'], [60, 'min'], [1, 's']];

// parts cuts seconds into units, the largest first, as many as are worth reading.
function parts(seconds, most) {
  const out = [];
  let rest = Math.max(0, seconds);
  for (const [size, name] of sizes) {
    const n = Math.floor(rest / size);
    rest -= n * size;
    if (n > 0 || out.length > 0 || size === 1) out.push([n, name === 'day' && n !== 1 ? 'days' : name]);
  }
  return out.slice(0, most);
}

const words = (list) => list.map(([n, name]) => `${n} ${name}`).join(' ');
const brief = (seconds, most) => words(parts(seconds, most).filter(([n], i) => n > 0 || i === 0));

// large sets the numbers apart from their units; all but the first keep two digits, so that nothing jumps.
function large(element, seconds) {
  const list = parts(seconds, seconds >= 86400 ? 3 : 4);
  const units = list.map(([n, name], i) => {
    const unit = document.createElement('span');
    unit.className = 'unit';
    const small = document.createElement('small');
    small.textContent = ` ${name}`;
    unit.append(i === 0 ? String(n) : String(n).padStart(2, '0'), small);
    return unit;
  });
  element.replaceChildren(...units.flatMap((unit) => [unit, ' ']));
}

// Not before the last second is over does a countdown show zero.
const secondsTo = (element) => Math.ceil((Date.parse(element.dateTime) - now()) / 1000);

export function showCounts(main) {
  for (const element of main.querySelectorAll('time[data-count]')) {
    const left = secondsTo(element);
    if (element.id === 'countdown') large(element, left);
    else if (element.dataset.count === 'ago') element.textContent = left > -60 ? 'just now' : `${brief(-left, 2).replace(/ \d+ s$/, '')} ago`;
    else element.textContent = left >= 60 ? brief(left, 2).replace(/ \d+ s$/, '') : brief(left, 2);
  }
  showSun(main);
}
