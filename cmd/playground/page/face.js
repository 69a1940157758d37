// Faces: an initial for people, the mark for meetbot.

import { el } from './el.js';
import { people, person } from './state.js';

// face is the avatar of an author, by name.
export function face(name) {
  if (name === 'meetbot') return el('img', { class: 'face', src: '/playground/static/mark.svg', alt: '' });
  const who = person(name);
  if (!who) return el('span', { class: 'face plain-face', 'aria-hidden': 'true' }, '!');
  return el('span', { class: `face hue${people().indexOf(who)}`, 'aria-hidden': 'true' }, who.name.charAt(0).toUpperCase());
}
