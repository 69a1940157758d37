// Where links lead. Browsers keep sign-ins apart by host, so each person's links lead to the service under a name of
// their own on this machine; what the chat says is the usual name.

import { el } from './el.js';
import { me, people, state } from './state.js';

const reached = new Set(); // the addresses of people that this browser can reach

// reach finds out which of them this browser knows: some systems do not look up names under localhost.
export async function reach() {
  await Promise.all(people().filter((p) => p.own).map(async ({ own }) => {
    try {
      await fetch(`${own}/playground/here`, { mode: 'no-cors' });
      reached.add(own);
    } catch { /* the other address will do */ }
  }));
}

// other is the service under the other usual name of this machine.
function other(base) {
  const url = new URL(base);
  url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  return url.origin;
}

// home is where a person's browser reaches the service.
export function home(who) {
  if (!who?.own) return state.world.base;
  return reached.has(who.own) ? who.own : other(state.world.base);
}

export const stranger = () => other(state.world.base);

// address returns where a link leads for whoever is looking; an empty one where it must not be followed.
export function address(url) {
  if (!/^https?:\/\//i.test(url ?? '')) return '';
  const { base } = state.world;
  return url === base || url.startsWith(`${base}/`) ? home(me()) + url.slice(base.length) : url;
}

// link draws a link, or its words where it must not be followed.
export function link(label, url) {
  const to = address(url);
  return to ? el('a', { href: to, target: '_blank', rel: 'noopener' }, label || url) : document.createTextNode(label || url);
}

// meeting returns the page of a meeting that a link leads to, or nothing.
export function meeting(url) {
  const { base } = state.world;
  return url?.startsWith(`${base}/m/`) ? url.slice(base.length) : '';
}
