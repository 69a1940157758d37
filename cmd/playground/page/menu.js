// The menu of a card, and the question before something that cannot be undone.

import { byId, el } from './el.js';

const menu = byId('menu');
let anchor = null;

// openMenu shows entries beside a button and calls pick with the one that is chosen. The button of an open menu closes it.
export function openMenu(button, entries, pick) {
  if (anchor === button) {
    close();
    return;
  }
  menu.replaceChildren(...entries.map((entry) => item(entry, pick)));
  anchor = button;
  menu.showPopover();
  place();
  button.setAttribute('aria-expanded', 'true');
  menu.firstChild.focus();
}

function item(entry, pick) {
  const face = { role: 'menuitem', tabindex: '-1' };
  const choose = () => { close(); pick(entry); };
  if (entry.href) return el('a', { ...face, href: entry.href, target: '_blank', rel: 'noopener', onclick: choose }, entry.label);
  return el('button', { ...face, type: 'button', onclick: choose }, entry.label);
}

// place puts the menu beside its button, wherever that has been scrolled to.
function place() {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + 6 + height < innerHeight;
  const top = below ? at.bottom + 6 : at.top - 6 - height;
  menu.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
}

function hide() {
  standing(anchor)?.setAttribute('aria-expanded', 'false');
  anchor = null;
  menu.hidePopover();
}

// close hides the menu and gives the keyboard back to its button.
function close() {
  const back = standing(anchor);
  hide();
  back?.focus();
}

// standing is the button itself, or the one that took its place when its card was drawn anew.
function standing(button) {
  if (!button || button.isConnected) return button;
  const { id } = button.closest('[data-id]')?.dataset ?? {};
  return document.querySelector(`[data-id="${CSS.escape(id ?? '')}"] [data-key=more]`);
}

menu.addEventListener('keydown', (event) => {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[to % items.length].focus();
  } else if (event.key === 'Tab' || event.key === 'Escape') {
    event.preventDefault();
    close();
  }
});

document.addEventListener('pointerdown', (event) => {
  if (anchor && !menu.contains(event.target) && !anchor.contains(event.target)) hide();
});

document.addEventListener('scroll', () => {
  if (!anchor) return;
  anchor = standing(anchor) ?? anchor;
  if (anchor.isConnected) place();
  else hide();
}, true);

// sure asks what a button wants confirmed, and resolves to the answer.
export function sure(question) {
  const dialog = byId('confirm');
  byId('confirm-title').textContent = question.title?.text ?? 'Are you sure?';
  byId('confirm-text').textContent = question.text?.text ?? '';
  byId('confirm-yes').textContent = question.confirm?.text ?? 'Yes';
  byId('confirm-yes').className = question.style === 'danger' ? 'danger' : 'first';
  byId('confirm-no').textContent = question.deny?.text ?? 'Cancel';
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
