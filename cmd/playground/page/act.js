// What people do: it goes to the server, and what comes of it comes as an event.

import { account, say, state } from './state.js';
import { now } from './when.js';

const listeners = [];
let opening = () => {};

// onForm is called where a chat opens a form before whoever is looking, with where that is.
export const onForm = (fn) => { opening = fn; };

// onWord is called when the page itself has something to say in a chat.
export const onWord = (fn) => listeners.push(fn);

async function post(path, act) {
  try {
    const answer = await fetch(`/playground/${path}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(act),
    });
    if (!answer.ok) return { problem: `the playground answered ${answer.status}` };
    return await answer.json();
  } catch {
    return { problem: 'the playground does not answer' };
  }
}

// here is where whoever is looking does something.
const here = (chat) => ({ chat, person: account(chat).id, channel: state.at[chat] });

// type says text as whoever is looking; where the chat has typed options, with their values.
export async function type(chat, text, values) {
  const act = { ...here(chat), text, values };
  const { problem, form } = await post('type', act);
  if (problem) word(chat, act.channel, failed(text, problem));
  if (form) opening({ chat, person: act.person, channel: act.channel }, form);
  return !problem;
}

// complete asks how an option may go on.
export async function complete(chat, text, values, option) {
  const { choices } = await post('complete', { ...here(chat), text, values, option });
  return choices ?? [];
}

// understand asks how a command is understood that is still being typed.
export const understand = async (chat, text) => (await post('read', { ...here(chat), text })).reading ?? '';

export async function press(message, label) {
  const { chat, channel, id } = message;
  const person = account(chat).id;
  const { problem, form } = await post('press', { chat, person, channel, message: id, label });
  if (problem) word(chat, channel, failed(`“${label}”`, problem));
  if (form) opening({ chat, person, channel }, form);
}

// fill sends a form that lies open, and close puts it away.
export const fill = (where, filled) => post('fill', { ...where, filled });
export const close = (where) => post('close', where);

// push pushes the clock on, 0 to the next event, and returns what is wrong.
export const push = async (seconds) => (await post('clock', { seconds })).problem ?? '';

// failed says it as the chat would: a code stands for itself.
function failed(what, problem) {
  const [, code] = /^([a-z]+_[a-z_]+)/.exec(problem) ?? [];
  return code ? `${what.split(' ')[0].startsWith('/') ? what.split(' ')[0] : what} failed with the error “${code}”.` : problem;
}

function word(chat, where, text) {
  say(chat, where, text, now());
  for (const fn of listeners) fn();
}
