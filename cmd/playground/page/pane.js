// One chat's pane: where one can be in it, what was said there, and what to send.

import { type } from './act.js';
import { el, exchange, icon, icons } from './el.js';
import { face } from './face.js';
import { Log } from './log.js';
import { account, channel, owner, places, state, unread } from './state.js';

export const titles = { slack: 'Slack', discord: 'Discord' };

export class Pane {
  constructor(name, showComposer) {
    this.name = name;
    this.root = document.querySelector(`.pane[data-chat=${name}]`);
    this.log = new Log(name, this.root.querySelector('.log'));
    this.showComposer = showComposer;
  }

  // show draws the pane; go is called with the channel that is chosen.
  show(go) {
    const where = state.at[this.name];
    renew(this.root.querySelector('.places'), places(this.name).map((id) => place(id, where, go)));
    this.root.querySelector('.where').textContent = nameOf(where);
    this.root.querySelector('.about-place').replaceChildren(...this.#about(channel(where)));
    this.log.show();
    this.showComposer();
  }

  #about(c) {
    if (!c) return [`What meetbot tells ${state.me} alone`];
    const members = c.members.map(owner).join(', ');
    if (c.bot) return [`${members} and meetbot`];
    if (this.name === 'slack') return [`${members} · meetbot is not here: `, el('code', {}, '/invite @meetbot')];
    const invite = () => type(this.name, '/invite @meetbot');
    return [`${members} · `, el('button', { type: 'button', class: 'link', onclick: invite }, 'let meetbot in')];
  }
}

const nameOf = (id) => (channel(id) ? `#${channel(id).name}` : 'meetbot');

function place(id, where, go) {
  const c = channel(id);
  const waiting = id !== where && unread(state.me, id) > 0;
  const picture = c ? icon(c.private ? icons.lock : icons.hash) : face('meetbot');
  const button = el('button', {
    type: 'button', class: waiting ? 'place waiting' : 'place', 'aria-current': id === where ? 'true' : null, 'data-place': c?.name ?? 'meetbot', onclick: () => go(id),
  }, picture, el('span', { class: 'name' }, c?.name ?? 'meetbot'));
  if (waiting) button.append(el('span', { class: 'dot' }, el('span', { class: 'heard' }, 'unread')));
  return el('li', {}, button);
}

// waiting tells whether somebody has something to read in a chat.
export const waiting = (name, who) => places(name, who).some((id) => id !== state.at[name] && unread(who, id) > 0);

// waitingDirect tells whether the bot has told somebody something alone, in a chat.
export const waitingDirect = (who) => Object.keys(titles).some((name) => unread(who, account(name, who).direct) > 0);

// renew draws a list anew and keeps the keyboard where it was.
export function renew(list, items) {
  const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
  if (same(list, items)) return;
  exchange(list, items);
  list.children[at]?.querySelector('button').focus();
}

// What a click does follows from what an element names, so that those which look the same are the same.
const same = (list, items) => list.children.length === items.length && items.every((item, i) => item.isEqualNode(list.children[i]));
