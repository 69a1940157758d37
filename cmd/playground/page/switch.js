// Which chat is seen, where there is room for one.

import { byId, el } from './el.js';
import { titles, waiting } from './pane.js';
import { state, unread } from './state.js';

const narrow = matchMedia('(max-width: 760px)');

// visible tells whether a chat is seen now.
export const visible = (name) => !narrow.matches || state.shown === name;

export const onRoom = (fn) => narrow.addEventListener('change', fn);

// showSwitch draws the switch; turn is called with the chat that is chosen.
export function showSwitch(turn) {
  document.body.dataset.shown = state.shown;
  for (const button of byId('switch').children) {
    const name = button.dataset.turn;
    button.onclick = () => turn(name);
    button.setAttribute('aria-pressed', String(name === state.shown));
    const news = name !== state.shown && (waiting(name, state.me) || unread(state.me, state.at[name]) > 0);
    button.replaceChildren(titles[name], ...(news ? [el('span', { class: 'dot' }, el('span', { class: 'heard' }, 'unread'))] : []));
  }
}
