// One message with its replies, drawn for whoever is looking.

import { press as send } from './act.js';
import { blocks } from './blocks.js';
import { el, icon, icons } from './el.js';
import { address } from './link.js';
import { openMenu, sure } from './menu.js';
import { people, person } from './state.js';
import { clock, day } from './when.js';

const bot = 'UBOT';

// face is the avatar of an author.
export function face(id) {
  if (id === bot) return el('img', { class: 'face', src: '/playground/static/mark.svg', alt: '' });
  const who = person(id);
  if (!who) return el('span', { class: 'face plain-face', 'aria-hidden': 'true' }, '!');
  return el('span', { class: `face hue${people().indexOf(who)}`, 'aria-hidden': 'true' }, who.name.charAt(0).toUpperCase());
}

const nameOf = (id) => person(id)?.name ?? (id === bot ? 'meetbot' : 'playground');

// titleOf says in a few words what a message is about.
export function titleOf(message) {
  const header = message?.raw.blocks?.find((b) => b.type === 'header');
  return header?.text.text ?? message?.raw.text ?? 'a message';
}

// draw returns the element of a message; about is the message that it answers, where that stands elsewhere.
export function draw(message, zone, replies, about) {
  const { raw } = message;
  const kind = ['message', raw.user === bot && 'by-bot', message.privateTo && 'private', raw.blocks?.[0]?.type === 'header' && 'has-card', message.replyTo && 'follows'];
  const body = el('div', { class: 'body' }, ...blocks(raw, pressing(message)));
  return el('li', { class: kind.filter(Boolean).join(' '), 'data-id': message.id },
    face(raw.user),
    el('div', { class: 'content' },
      el('p', { class: 'by' }, el('b', {}, nameOf(raw.user)), raw.user === bot ? el('span', { class: 'app' }, 'bot') : null,
        el('time', { datetime: new Date(message.at).toISOString(), title: day(message.at, zone) }, clock(message.at, zone)),
        message.privateTo && !isDirect(message) ? el('span', { class: 'only' }, icon(icons.eye), 'Only visible to you') : null),
      about ? el('p', { class: 'about' }, icon(icons.reply), 'on ', el('span', { dir: 'auto' }, titleOf(about))) : null,
      body,
      replies.length ? el('ol', { class: 'replies', 'aria-label': 'Replies' }, ...replies) : null));
}

const isDirect = (message) => people().some((p) => p.direct === message.channel);

// pressing is what the controls of a message do.
function pressing(message) {
  const act = async (button, label, question) => {
    if (button.getAttribute('aria-busy') === 'true' || (question && !(await sure(question)))) return;
    button.setAttribute('aria-busy', 'true');
    await send(message, label);
    button.removeAttribute('aria-busy');
  };
  return {
    button: act,
    link: (label, url) => {
      document.dispatchEvent(new CustomEvent('opened', { detail: url }));
      send(message, label); // the chat tells the bot of opened links too
    },
    menu: (button, options) => openMenu(button, options.map((o) => ({ ...o, href: address(o.url) })), (o) => {
      if (!o.url) act(button, o.label, o.confirm);
    }),
  };
}
