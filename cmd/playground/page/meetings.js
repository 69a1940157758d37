// The meetings that can be seen in the chats, by the links on their cards.

import { meeting } from './link.js';
import { lookOf, titleOf } from './look.js';
import { chats, direct, messages, places, state } from './state.js';

// linked returns the meeting's link on a card that everybody sees, or nothing.
export function linked(message) {
  if (message.by !== 'meetbot' || message.privateTo) return '';
  return lookOf(message).links(message).find(meeting) ?? '';
}

const cards = (chat) => places(chat).filter((where) => !direct(where)).flatMap((where) => messages(state.me, where)).filter((m) => !m.replyTo && linked(m));

// shared tells whether one meeting is announced in every chat.
export function shared() {
  const [first, ...others] = chats().map((c) => new Set(cards(c.name).map(linked)));
  return [...first].some((url) => others.every((o) => o.has(url)));
}

// elsewhere returns the newest meeting that is announced in another chat, and not in this one.
export function elsewhere(chat) {
  const here = new Set(cards(chat).map(linked));
  const others = chats().filter((c) => c.name !== chat).flatMap((c) => cards(c.name)).filter((m) => !here.has(linked(m)));
  const newest = others.sort((a, b) => a.n - b.n).at(-1);
  return newest && { title: titleOf(newest), url: linked(newest) };
}
