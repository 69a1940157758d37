// What people do: it goes to the server, and what comes of it comes as an event.

import { say, state } from './state.js';
import { now } from './when.js';

const listeners = [];

// onWord is called when the page itself has something to say in the chat.
export const onWord = (fn) => listeners.push(fn);

async function post(path, act) {
  try {
    const answer = await fetch(`/playground/${path}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(act),
    });
    if (!answer.ok) return `the playground answered ${answer.status}`;
    return (await answer.json()).problem ?? '';
  } catch {
    return 'the playground does not answer';
  }
}

// type says text as whoever is looking.
export async function type(text) {
  const { me, at } = state;
  const problem = await post('type', { person: me, channel: at, text });
  if (problem) word(me, at, failed(text, problem));
  return !problem;
}

export async function press(message, label) {
  const { me } = state;
  const problem = await post('press', { person: me, channel: message.channel, message: message.id, label });
  if (problem) word(me, message.channel, failed(`“${label}”`, problem));
}

// push pushes the clock on, 0 to the next event, and returns what is wrong.
export const push = (seconds) => post('clock', { seconds });

// failed says it as the chat would: a code stands for itself.
function failed(what, problem) {
  const [, code] = /^([a-z]+_[a-z_]+)/.exec(problem) ?? [];
  return code ? `${what.split(' ')[0].startsWith('/') ? what.split(' ')[0] : what} failed with the error “${code}”.` : problem;
}

function word(who, where, text) {
  say(who, where, text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'), now());
  for (const fn of listeners) fn();
}
