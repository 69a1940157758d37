// Discord's markdown, as far as meetbot writes it: bold words, moments, mentions, links, small lines, and the backslash
// before a sign that is to mean nothing.

import { el } from '../el.js';
import { link } from '../link.js';
import { channel, me, owner } from '../state.js';
import { time } from './moment.js';

const mention = (id) => el('span', { class: owner(id) === me().name ? 'mention mine' : 'mention' }, `@${owner(id) ?? 'unknown-user'}`);
const place = (id) => el('span', { class: 'mention' }, `#${channel(id)?.name ?? 'unknown'}`);

// What something looks like, and what it is drawn as. The first that fits counts.
const forms = [
  [/\\([\p{P}\p{S}])/uy, (m) => m[1]],
  [/\*\*((?:\\.|[^\\])+?)\*\*/suy, (m) => el('strong', {}, ...inline(m[1]))],
  [/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/uy, (m) => time(Number(m[1]), m[2] ?? 'f')],
  [/<@!?(\d+)>/uy, (m) => mention(m[1])],
  [/<#(\d+)>/uy, (m) => place(m[1])],
  [/<(https?:\/\/[^\s<>]+)>/uy, (m) => link(m[1], m[1])],
  [/\[((?:\\.|[^\]\\])+)\]\((https?:\/\/[^\s()]+)\)/uy, (m) => link(unescaped(m[1]), m[2])],
  [/https?:\/\/[^\s<>]+/uy, (m) => link(m[0], m[0])],
];

const unescaped = (text) => text.replace(/\\([\p{P}\p{S}])/gu, '$1');

// inline draws what stands in a line.
function inline(text) {
  const parts = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const found = match(text, at);
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    parts.push(plain, found.node);
    plain = '';
    at += found.length;
  }
  return [...parts, plain].filter((part) => part !== '');
}

function match(text, at) {
  for (const [form, make] of forms) {
    form.lastIndex = at;
    const m = form.exec(text);
    if (m) return { node: make(m), length: m[0].length };
  }
  return null;
}

// lines draws a text, a paragraph for each line.
export function lines(text) {
  return text.split('\n').filter((line) => line !== '').map((line) => {
    const small = line.startsWith('-# ');
    return el('p', { class: small ? 'small' : null, dir: 'auto' }, ...inline(small ? line.slice(3) : line));
  });
}
