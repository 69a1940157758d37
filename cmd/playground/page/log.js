// The messages of the channel that is looked at.

import { byId, el, exchange } from './el.js';
import { draw } from './message.js';
import { me, messages, state } from './state.js';
import { day, now } from './when.js';
import { home } from './link.js';

const log = byId('log');
const list = byId('messages');
const drawn = new Map(); // key -> { look, element }
let shown = ''; // whose eyes, and where

// showMessages draws the channel. It stays at the end where it was there, or where one comes to another channel.
export function showMessages() {
  const view = `${state.me} ${state.at}`;
  const same = view === shown && state.begun;
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const focused = keyOf(document.activeElement);
  if (!same) drawn.clear();
  shown = view;
  exchange(list, elements(same));
  if (same && focused && document.activeElement === document.body) refocus(focused);
  if (atEnd || !same) log.scrollTop = log.scrollHeight;
}

function elements(same) {
  const all = messages(state.me, state.at);
  const byID = new Map(all.map((m) => [m.id, m]));
  const out = [];
  let last = '';
  for (const m of all) {
    if (m.replyTo && byID.has(m.replyTo) && !m.broadcast) continue;
    const on = day(m.at, me().zone);
    if (on !== last) out.push(divider(on));
    last = on;
    out.push(top(m, all, byID.get(m.replyTo), same));
  }
  if (out.length === 0) out.push(keep('empty', state.at, () => el('li', { class: 'nothing' }, 'Nothing here yet.')));
  return out;
}

const divider = (on) => keep(`day ${on}`, today(), () => {
  const name = on === today() ? 'Today' : on;
  return el('li', { class: 'day' }, el('span', {}, name));
});

const today = () => day(now(), me().zone);

// top draws a message as it stands in the channel, with what was answered to it.
function top(m, all, about, same) {
  const answers = all.filter((r) => r.replyTo === m.id);
  const look = JSON.stringify([m.raw.blocks, m.raw.text, about?.raw.blocks?.[0], answers.map((r) => [r.id, r.raw.blocks]), today(), home(me())]);
  return keep(m.id, look, (was) => {
    const known = new Set([...was?.querySelectorAll('[data-id]') ?? []].map((e) => e.dataset.id));
    const replies = answers.map((r) => freshen(draw(r, me().zone, []), same && !known.has(r.id)));
    return freshen(draw(m, me().zone, replies, about), same && !was);
  });
}

// freshen has what just came stand out for a moment.
function freshen(element, fresh) {
  if (fresh) element.classList.add('fresh');
  return element;
}

function keep(key, look, make) {
  const known = drawn.get(key);
  if (known?.look === look) return known.element;
  const element = make(known?.element);
  drawn.set(key, { look, element });
  return element;
}

// keyOf names the control that has the focus, so that it is found again when its card is drawn anew.
function keyOf(element) {
  const key = element?.dataset?.key;
  return key && list.contains(element) ? [element.closest('[data-id]').dataset.id, key] : null;
}

function refocus([id, key]) {
  const message = [...list.querySelectorAll('[data-id]')].find((e) => e.dataset.id === id);
  const control = [...message?.querySelectorAll('[data-key]') ?? []].find((e) => e.dataset.key === key);
  (control ?? log).focus({ preventScroll: true });
}
