// Slack's field to type in, and suggestions that fill it.

import { type, understand } from '../act.js';
import { chip, showChips } from '../chips.js';
import { byId } from '../el.js';
import { elsewhere } from '../meetings.js';
import { channel, direct, state } from '../state.js';

const chat = 'slack';
const say = byId('say');
const suggestions = ['/meet in 2 minutes standup for 5m', '/meet now Quick question', '/meet tomorrow 3pm Design review for 45m', '/meet list'];
let last = '';

export function showComposer() {
  const where = state.at[chat];
  const c = channel(where);
  say.placeholder = c ? `Message #${c.name}, or type /meet` : 'Type /meet';
  const wanted = direct(where) ? ['/meet list', '/meet link', '/meet'] : [...(c.bot ? [] : ['/invite @meetbot']), ...suggestions];
  const chips = wanted.map((text) => chip(text, () => fill(text)));
  const other = !direct(where) && elsewhere(chat);
  if (other) chips.unshift(chip(`Share “${other.title}” here`, () => fill(`/meet share ${other.url}`), other.url));
  showChips(byId('chips'), chips);
}

function fill(text) {
  say.value = text;
  read();
  say.focus();
  say.setSelectionRange(text.length, text.length);
}

byId('composer').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = say.value.trim();
  if (!text || say.readOnly) return;
  busy(true, text.startsWith('/') ? 'meetbot is answering…' : 'Sending…');
  const sent = await type(chat, text);
  busy(false, '');
  if (sent) {
    last = text;
    say.value = '';
    read();
  }
});

// What is typed is read meanwhile, once it has stood still for a moment.
let asked = 0;

function read() {
  const turn = ++asked;
  const text = say.value;
  if (!text.startsWith('/meet ')) {
    byId('reading').textContent = '';
    return;
  }
  setTimeout(async () => {
    if (turn !== asked) return;
    const reading = await understand(chat, text);
    if (turn === asked) byId('reading').textContent = reading;
  }, 150);
}

say.addEventListener('input', read);

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
