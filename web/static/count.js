// How long it still is, or how long ago it was: the elements <time data-count="down|until|ago" datetime>.

import { now } from './clock.js';
import { showSun } from './sun.js';
import { parts, unit, whole } from './units.js';
import { words } from './words.js';

// large sets the numbers apart from their units; all but the first keep two digits, so that nothing jumps.
function large(element, seconds, away) {
  const list = parts(seconds, seconds >= 86400 ? 3 : 4, away);
  const units = list.map(([n, key], i) => {
    const span = document.createElement('span');
    span.className = 'unit';
    const small = document.createElement('small');
    small.textContent = unit(n, key).replace(n, '');
    span.append(i === 0 ? String(n) : String(n).padStart(2, '0'), small);
    return span;
  });
  element.replaceChildren(...units.flatMap((span) => [span, ' ']));
}

// Not before the last second is over does a countdown show zero.
const secondsTo = (element) => Math.ceil((Date.parse(element.dateTime) - now()) / 1000);

export function showCounts(main) {
  for (const element of main.querySelectorAll('time[data-count]')) {
    const left = secondsTo(element);
    const away = element.dataset.count !== 'down';
    if (element.id === 'countdown') large(element, left, away);
    else if (element.dataset.count === 'ago') element.textContent = left > -60 ? words('script.just_now') : words('script.ago', { Time: whole(-left, 2, true) });
    else element.textContent = whole(left, 2, away);
  }
  showSun(main);
}
