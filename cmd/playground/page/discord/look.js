// How a message of Discord looks: its content, what is framed, and rows of buttons.

import { el } from '../el.js';
import { lines } from './markdown.js';
import { row } from './rows.js';

// framed draws an embed.
function framed({ title, description, footer }) {
  return el('div', { class: 'framed' },
    title ? el('p', { class: 'framed-title' }, title) : null,
    ...lines(description ?? ''),
    footer ? el('p', { class: 'small' }, footer.text) : null);
}

function body({ raw, edits }, press) {
  const content = lines(raw.content ?? '');
  if (edits > 0) (content.at(-1) ?? content[content.push(el('p')) - 1]).append(' ', el('span', { class: 'edited' }, '(edited)'));
  const rows = (raw.components ?? []).map((r) => row(r, press));
  return [el('div', { class: 'said' }, ...content), ...(raw.embeds ?? []).map(framed), rows.length > 0 ? el('div', { class: 'rows' }, ...rows) : null].filter(Boolean);
}

const first = ({ raw }) => (raw.content ?? '').split('\n')[0];
const words = (text) => lines(text).map((line) => line.textContent).join('\n');

export const look = {
  threads: false, // answers stand in the channel, and name what they answer
  body,
  isCard: () => false,
  title: (message) => words(first(message)) || 'a message',
  words: ({ raw }) => words((raw.content ?? '').replace(/^<https?:[^>]*>$/gm, '')), // an address is nothing to listen to
  links: ({ raw }) => (raw.components ?? []).flatMap((r) => r.components).map((c) => c.url),
};
