// The field to type in, and suggestions that fill it.

import { type } from './act.js';
import { byId, el } from './el.js';
import { channel, direct, state } from './state.js';

const say = byId('say');
const suggestions = [
  '/meet in 2 minutes standup for 5m', '/meet now Quick question', '/meet tomorrow 3pm Design review for 45m', '/meet list',
];
let last = '';

export function showComposer() {
  const c = channel(state.at);
  say.placeholder = c ? `Message #${c.name}, or type /meet` : 'Type /meet';
  const invite = c && !c.bot ? ['/invite @meetbot'] : [];
  const wanted = direct(state.at) ? ['/meet list', '/meet link', '/meet'] : [...invite, ...suggestions];
  const chips = byId('chips');
  if (chips.dataset.of === wanted.join()) return;
  chips.dataset.of = wanted.join();
  chips.replaceChildren(...wanted.map(chip));
}

const chip = (text) => el('button', { type: 'button', class: 'chip', onclick: () => fill(text) }, text);

function fill(text) {
  say.value = text;
  say.focus();
  say.setSelectionRange(text.length, text.length);
}

byId('composer').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = say.value.trim();
  if (!text || say.readOnly) return;
  busy(true, text.startsWith('/') ? 'meetbot is answering…' : 'Sending…');
  const sent = await type(text);
  busy(false, '');
  if (sent) {
    last = text;
    say.value = '';
  }
});

function busy(on, words) {
  say.readOnly = on;
  byId('send').setAttribute('aria-busy', String(on));
  byId('pending').textContent = words;
}

// The arrow brings back what was sent last.
say.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowUp' && !say.value && last) {
    event.preventDefault();
    fill(last);
  }
});
