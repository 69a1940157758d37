// Who one is, and where: the people, the channels and the direct messages of the bot.

import { byId, el, exchange, icon, icons } from './el.js';
import { face } from './message.js';
import { channel, direct, mayRead, me, people, person, state, unread } from './state.js';
import { city, clock, now } from './when.js';

const frame = byId('frame');

// showSide draws the side and the head; go is called with the person and the channel that are chosen.
export function showSide(go) {
  renew(byId('people'), people().map((p) => personItem(p, go)));
  renew(byId('channels'), state.world.channels.filter((c) => mayRead(state.me, c.id)).map((c) => channelItem(c, go)));
  renew(byId('direct'), [placeItem(me().direct, face('UBOT'), 'meetbot', go)]);
  showHead();
}

// renew draws a list anew and keeps the keyboard where it was.
function renew(list, items) {
  const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
  if (same(list, items)) return;
  exchange(list, items);
  list.children[at]?.querySelector('button').focus();
}

// What a click does follows from what an element names, so that those which look the same are the same.
const same = (list, items) => list.children.length === items.length && items.every((item, i) => item.isEqualNode(list.children[i]));

function personItem(p, go) {
  const waiting = unread(p.id, p.direct) > 0;
  const button = el('button', {
    type: 'button', class: 'person', 'aria-pressed': String(p.id === state.me), 'data-person': p.name,
    onclick: () => go(p.id, mayRead(p.id, state.at) ? state.at : direct(state.at) ? p.direct : state.world.channels[0].id),
  }, face(p.id), el('span', { class: 'name' }, p.name, p.admin ? el('span', { class: 'app' }, 'admin') : null,
    el('span', { class: 'zone' }, `${city(p.zone)} · ${clock(now(), p.zone)}`)));
  if (waiting) button.append(dot('unread direct message'));
  return el('li', {}, button);
}

const channelItem = (c, go) => placeItem(c.id, icon(c.private ? icons.lock : icons.hash), c.name, go);

function placeItem(id, picture, name, go) {
  const waiting = id !== state.at && unread(state.me, id) > 0;
  const button = el('button', {
    type: 'button', class: waiting ? 'place waiting' : 'place', 'aria-current': id === state.at ? 'true' : null, 'data-place': name, 'data-channel': id,
    onclick: () => go(state.me, id),
  }, picture, el('span', { class: 'name' }, name));
  if (waiting) button.append(dot('unread'));
  return el('li', {}, button);
}

const dot = (words) => el('span', { class: 'dot' }, el('span', { class: 'heard' }, words));

function showHead() {
  const c = channel(state.at);
  byId('where').replaceChildren(...(c?.private ? [icon(icons.lock), c.name] : [c ? `#${c.name}` : 'meetbot']));
  byId('about').replaceChildren(...about(c));
  const who = byId('whoami');
  who.replaceChildren(face(state.me));
  who.setAttribute('aria-label', `You are ${me().name}. Change`);
  document.title = `${c ? `#${c.name}` : 'meetbot'} as ${me().name} · meetbot playground`;
  byId('elsewhere').hidden = !state.world.channels.some((x) => x.id !== state.at && mayRead(state.me, x.id) && unread(state.me, x.id)) && !unreadDirect();
}

const unreadDirect = () => people().some((p) => p.direct !== state.at && unread(p.id, p.direct));

function about(c) {
  if (!c) return [`What meetbot tells ${me().name} alone`];
  const members = c.members.map((id) => person(id)?.name).join(', ');
  if (c.bot) return [`${members} and meetbot`];
  return [`${members} · meetbot is not here: `, el('code', {}, '/invite @meetbot')];
}

// The drawer, where there is no room beside the messages.

const opener = byId('open-side');

function drawer(open) {
  frame.classList.toggle('side-open', open);
  opener.setAttribute('aria-expanded', String(open));
  byId('shade').hidden = !open;
  byId('main').inert = open;
  if (open) byId('side').querySelector('[aria-pressed=true]').focus();
}

export function closeDrawer() {
  if (!frame.classList.contains('side-open')) return;
  drawer(false);
  opener.focus();
}

for (const id of ['open-side', 'whoami']) byId(id).addEventListener('click', () => drawer(true));
byId('shade').addEventListener('click', closeDrawer);
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') closeDrawer(); });
matchMedia('(min-width: 761px)').addEventListener('change', (query) => { if (query.matches) drawer(false); });
