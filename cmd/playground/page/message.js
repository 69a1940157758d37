// One message with its replies, drawn for whoever is looking.

import { el, icon, icons } from './el.js';
import { face } from './face.js';
import { lookOf, titleOf } from './look.js';
import { pressing } from './press.js';
import { direct, dismiss, me } from './state.js';
import { clock, day } from './when.js';

// draw returns the element of a message; about is the message that it answers, where that stands elsewhere.
export function draw(message, replies, about, redraw) {
  const look = lookOf(message);
  const { by, chat } = message;
  const own = message.privateTo && !direct(message.channel);
  const kind = ['message', by === 'meetbot' && 'by-bot', message.privateTo && 'private', by && look.isCard(message) && 'has-card', message.replyTo && 'follows'];
  const body = by === '' ? [el('p', { class: 'text' }, message.raw.text)] : look.body(message, pressing(message));
  return el('li', { class: kind.filter(Boolean).join(' '), 'data-id': message.id },
    face(by),
    el('div', { class: 'content' },
      about && chat === 'discord' ? answersTo('Replying to ', about) : null,
      byline(message, own && chat === 'slack'),
      about && chat === 'slack' ? answersTo('on ', about) : null,
      el('div', { class: 'body' }, ...body),
      own && chat === 'discord' ? onlyYou(message, redraw) : null,
      replies.length ? el('ol', { class: 'replies', 'aria-label': 'Replies' }, ...replies) : null));
}

function byline({ by, at }, only) {
  const { zone } = me();
  return el('p', { class: 'by' }, el('b', {}, by || 'playground'), by === 'meetbot' ? el('span', { class: 'app' }, 'bot') : null,
    el('time', { datetime: new Date(at).toISOString(), title: day(at, zone) }, clock(at, zone)),
    only ? el('span', { class: 'only' }, icon(icons.eye), 'Only visible to you') : null);
}

const answersTo = (words, about) => el('p', { class: 'about' }, icon(icons.reply), words, el('span', { dir: 'auto' }, titleOf(about)));

// onlyYou says below a private message whose it is, and waves it away.
function onlyYou(message, redraw) {
  const wave = () => {
    dismiss(message);
    redraw();
  };
  return el('p', { class: 'only' }, icon(icons.eye), 'Only you can see this', ' · ',
    el('button', { type: 'button', class: 'link', 'data-key': 'dismiss', onclick: wave }, 'Dismiss'));
}
