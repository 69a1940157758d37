// Rows of buttons, and menus to choose from.

import { el, icon, icons } from '../el.js';
import { address } from '../link.js';

const looks = { 1: 'first', 3: 'first', 4: 'danger' };

// row draws a row of components; press is what they do.
export const row = (r, press) => el('div', { class: 'actions' }, ...r.components.map((c) => (c.options ? menu(c, press) : button(c, press))).filter(Boolean));

function button(c, press) {
  const { label } = c;
  const face = { class: looks[c.style] ?? 'second', 'data-key': label };
  if (c.style !== 5) return el('button', { ...face, type: 'button', disabled: c.disabled, onclick: (event) => press.button(event.currentTarget, label) }, label);
  const to = address(c.url);
  if (!to) return null;
  return el('a', { ...face, class: `button ${face.class}`, href: to, target: '_blank', rel: 'noopener', onclick: () => press.opened(c.url) },
    label, icon(icons.out));
}

function menu(c, press) {
  const open = (event) => press.menu(event.currentTarget, c.options);
  return el('button', { class: 'second', type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'data-key': 'more', onclick: open }, c.placeholder || 'More…');
}
