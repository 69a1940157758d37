// What the bot suggests while an option is filled in: a list beside the field, for the mouse and for the keyboard, see
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/.

import { byId, el } from '../el.js';

const list = byId('suggestions');
const pause = 150; // milliseconds without a key until it is asked
let shown = null; // whose list it is now

export class Suggestions {
  #input;
  #ask;
  #take;
  #timer = 0;
  #asked = 0;
  #at = -1;

  // ask returns the choices for what is in the input now; take takes the one that is chosen.
  constructor(input, ask, take) {
    this.#input = input;
    this.#ask = ask;
    this.#take = take;
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' })) input.setAttribute(name, value);
    input.addEventListener('input', () => this.#later());
    input.addEventListener('focus', () => { if (!input.value) this.#later(); });
    input.addEventListener('blur', () => this.#close());
    input.addEventListener('keydown', (event) => this.#key(event));
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), pause);
  }

  async #show() {
    const n = ++this.#asked;
    const choices = await this.#ask();
    if (n !== this.#asked || document.activeElement !== this.#input) return;
    if (choices.length === 0) {
      this.#close();
      return;
    }
    list.replaceChildren(...choices.map((c, i) => this.#entry(c, i)));
    list.setAttribute('aria-label', `${this.#input.labels[0].firstChild.textContent}: suggestions`);
    this.#input.setAttribute('aria-expanded', 'true');
    this.#go(-1);
    shown = this;
    list.showPopover();
    this.place();
  }

  #entry(choice, i) {
    // The press must not take the keyboard away from the field.
    const pick = (event) => { event.preventDefault(); this.#pick(choice); };
    const entry = el('li', { role: 'option', id: `suggestion-${i}`, 'aria-selected': 'false', onmousedown: pick }, choice.name);
    entry.choice = choice;
    return entry;
  }

  // place puts the list above the command, over its field, wherever that is now.
  place() {
    const at = this.#input.parentElement.getBoundingClientRect();
    list.style.minWidth = `${Math.min(at.width, innerWidth - 16)}px`;
    list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - list.offsetWidth - 8))}px`;
    const { top } = this.#input.closest('.command').getBoundingClientRect();
    list.style.top = `${Math.max(8, top - list.offsetHeight - 6)}px`;
  }

  #go(to) {
    const entries = [...list.children];
    this.#at = to;
    entries.forEach((e, i) => e.setAttribute('aria-selected', String(i === to)));
    entries[to]?.scrollIntoView({ block: 'nearest' });
    if (to < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', entries[to].id);
  }

  #pick(choice) {
    this.#take(choice);
    this.#close();
  }

  // settle stays with what is shown: what is still to come is too late.
  #settle() {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  #close() {
    this.#settle();
    if (this.#input.getAttribute('aria-expanded') === 'false') return;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#go(-1);
    shown = null;
    list.hidePopover();
  }

  #key(event) {
    if (this.#input.getAttribute('aria-expanded') === 'false') {
      if (event.key === 'ArrowDown') this.#later();
      return;
    }
    const n = list.children.length;
    const to = { ArrowDown: this.#at + 1, ArrowUp: this.#at < 0 ? n - 1 : this.#at - 1 }[event.key];
    if (to !== undefined) {
      this.#settle();
      this.#go(to >= n ? -1 : to);
    } else if (['Enter', 'Tab'].includes(event.key) && this.#at >= 0) this.#pick(list.children[this.#at].choice);
    else if (event.key === 'Escape') this.#close();
    else return;
    if (event.key !== 'Tab') event.preventDefault(); // it goes on to the next field
  }
}

// On a phone the keyboard takes its room only after the field has the focus.
addEventListener('resize', () => shown?.place());
