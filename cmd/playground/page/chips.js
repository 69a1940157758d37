// Suggestions below the messages, which fill what is to be sent.

import { el } from './el.js';

// chip makes one; what it fills tells it from another that reads the same.
export const chip = (words, fill, what = words) => el('button', { type: 'button', class: 'chip', 'data-fills': what, onclick: fill }, words);

// showChips shows other chips only where they fill in something else, so that the keyboard stays where it is.
export function showChips(group, chips) {
  const of = chips.map((c) => c.dataset.fills).join('\n');
  if (group.dataset.of === of) return;
  group.dataset.of = of;
  group.replaceChildren(...chips);
}
