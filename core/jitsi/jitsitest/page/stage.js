// The stage: a tile for everybody in the room, and the list of people with what a moderator may do to them.

import { make } from './icon.js';

const stage = document.querySelector('#stage');
const list = document.querySelector('#people');
const hues = 8;

const initials = (name) => {
  const words = (name || '?').trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...word][0] ?? '').join('').toUpperCase();
};

const hue = (name) => [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % hues, 7);

function tile(person, own) {
  const marks = make('span', 'marks',
    person.hand ? make('span', 'mark hand', 'hand up') : null,
    person.moderator ? make('span', 'mark star', 'moderator') : null,
    person.muted ? make('span', 'mark', 'muted') : null);
  const face = make('span', `face hue${hue(person.name)}`, initials(person.name));
  face.setAttribute('aria-hidden', 'true');
  const out = make('li', 'tile', face, make('span', 'who', make('bdi', '', person.name || 'Somebody'), own ? ' (you)' : ''), marks);
  out.dataset.participant = person.id;
  out.dataset.role = person.moderator ? 'moderator' : 'participant';
  return out;
}

function row(person, own, moderates, act) {
  const out = make('li', '', make('bdi', '', person.name || 'Somebody'), person.moderator ? make('span', 'mark star', 'moderator') : null);
  if (moderates && !own) {
    for (const [what, text] of [['mute', 'Mute'], ['grant', 'Make moderator'], ['kick', 'Remove']]) {
      if (what === 'grant' && person.moderator) continue;
      const button = make('button', 'small', text);
      button.setAttribute('aria-label', `${text}: ${person.name}`);
      button.dataset.do = what;
      button.onclick = () => act(what, { target: person.id });
      out.append(button);
    }
  }
  return out;
}

// show draws the room as the server says it is.
export function show(people, me, act) {
  const moderates = people.some((p) => p.id === me && p.moderator);
  stage.replaceChildren(...people.map((p) => tile(p, p.id === me)));
  list.replaceChildren(...people.map((p) => row(p, p.id === me, moderates, act)));
}
