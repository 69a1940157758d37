// The messages of the channel that is looked at, in one of the chats.

import { el, exchange } from './el.js';
import { home } from './link.js';
import { looks } from './look.js';
import { draw } from './message.js';
import { channel, me, messages, state } from './state.js';
import { day, now } from './when.js';

const today = () => day(now(), me().zone);

// freshen has what just came stand out for a moment.
function freshen(element, fresh) {
  if (fresh) element.classList.add('fresh');
  return element;
}

// A Log is the list of messages in a chat's pane.
export class Log {
  #drawn = new Map(); // key -> { look, element }
  #shown = ''; // whose eyes, and where
  #atEnd = true;

  constructor(chat, region) {
    Object.assign(this, { chat, region, list: region.querySelector('.messages') });
    region.addEventListener('scroll', () => { this.#atEnd = region.scrollHeight - region.scrollTop - region.clientHeight < 80; });
    new ResizeObserver(() => this.#stay()).observe(region);
  }

  // stay stays at the end, also where there is more or less room than before.
  #stay() {
    if (this.#atEnd) this.region.scrollTop = this.region.scrollHeight;
  }

  // show draws the channel. It stays at the end where it was there, or where one comes to another channel.
  show() {
    const view = `${state.me} ${state.at[this.chat]}`;
    const same = view === this.#shown && state.begun;
    const { list } = this;
    const focused = this.#keyOf(document.activeElement);
    if (!same) this.#drawn.clear();
    this.#shown = view;
    exchange(list, this.#elements(same));
    if (same && focused && document.activeElement === document.body) this.#refocus(focused);
    this.#atEnd ||= !same;
    this.#stay();
  }

  #elements(same) {
    const where = state.at[this.chat];
    const all = messages(state.me, where);
    const byID = new Map(all.map((m) => [m.id, m]));
    const out = [];
    let last = '';
    for (const m of all) {
      if (looks[this.chat].threads && byID.has(m.replyTo) && !m.broadcast) continue;
      const on = day(m.at, me().zone);
      if (on !== last) out.push(this.#divider(on));
      last = on;
      out.push(this.#top(m, all, byID.get(m.replyTo), same));
    }
    if (out.length === 0) out.push(this.#keep('empty', where, () => beginning(where)));
    return out;
  }

  #divider(on) {
    return this.#keep(`day ${on}`, today(), () => el('li', { class: 'day' }, el('span', {}, on === today() ? 'Today' : on)));
  }

  // top draws a message as it stands in the channel, with what was answered to it.
  #top(m, all, about, same) {
    const answers = looks[this.chat].threads ? all.filter((r) => r.replyTo === m.id) : [];
    const look = JSON.stringify([m.raw, about?.raw, answers.map((r) => [r.id, r.raw]), today(), home(me())]);
    const redraw = () => this.show();
    return this.#keep(m.id, look, (was) => {
      const known = new Set([...was?.querySelectorAll('[data-id]') ?? []].map((e) => e.dataset.id));
      const replies = answers.map((r) => freshen(draw(r, [], null, redraw), same && !known.has(r.id)));
      return freshen(draw(m, replies, about, redraw), same && !was);
    });
  }

  #keep(key, look, make) {
    const known = this.#drawn.get(key);
    if (known?.look === look) return known.element;
    const element = make(known?.element);
    this.#drawn.set(key, { look, element });
    return element;
  }

  // keyOf names the control that has the focus, so that it is found again when its message is drawn anew.
  #keyOf(element) {
    const key = element?.dataset?.key;
    return key && this.list.contains(element) ? [element.closest('[data-id]').dataset.id, key] : null;
  }

  #refocus([id, key]) {
    const message = [...this.list.querySelectorAll('[data-id]')].find((e) => e.dataset.id === id);
    const control = [...message?.querySelectorAll('[data-key]') ?? []].find((e) => e.dataset.key === key);
    (control ?? this.region).focus({ preventScroll: true });
  }
}

function beginning(where) {
  const c = channel(where);
  if (!c) return el('li', { class: 'nothing' }, 'Nothing here yet.');
  return el('li', { class: 'nothing' }, el('h3', {}, `Welcome to #${c.name}`), el('p', {}, 'This is the beginning of the channel. Choose a suggestion below, and send it.'));
}
