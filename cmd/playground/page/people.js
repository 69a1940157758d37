// Who one is, in both chats at once.

import { byId, el } from './el.js';
import { face } from './face.js';
import { renew, waitingDirect } from './pane.js';
import { people, state } from './state.js';
import { city, clock, now, zoneName } from './when.js';

// showPeople draws the people; be is called with the name of the one who is chosen.
export function showPeople(be) {
  renew(byId('people'), people().map((p) => item(p, be)));
}

function item(p, be) {
  const button = el('button', { type: 'button', class: 'person', 'aria-pressed': String(p.name === state.me), 'data-person': p.name, onclick: () => be(p.name) },
    face(p.name), el('span', { class: 'name' }, p.name, p.admin ? el('span', { class: 'app' }, 'admin') : null,
      el('span', { class: 'zone' }, `${city(p.zone)} · ${clock(now(), p.zone)}${zoneName(now(), p.zone)}`)));
  if (p.name !== state.me && waitingDirect(p.name)) button.append(el('span', { class: 'dot' }, el('span', { class: 'heard' }, 'unread direct message')));
  return el('li', {}, button);
}
