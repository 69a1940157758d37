// The call: our line on top, and below it Jitsi in a frame, from the entry until the room is closed.

import { load } from './script.js';
import { watchRoles } from './roles.js';
import { trouble, watchDevices } from './trouble.js';
import { timing } from './timing.js';
import { say } from './status.js';
import { words } from './words.js';

const goodbye = 3000; // how long Jitsi may take to hang up by itself

// hold starts the call and resolves once it is on. over is called once, with why it ended.
export async function hold(main, fresh, entry, over) {
  let API;
  try {
    API = await load(main.dataset.script);
  } catch (error) {
    over({ text: error.message, bad: true });
    return;
  }
  const room = open(main, entry);
  const title = main.querySelector('#room-title').textContent;
  let api;
  try {
    api = new API(entry.domain, {
      roomName: entry.room, parentNode: main.querySelector('#meet'), width: '100%', height: '100%',
      lang: document.documentElement.lang, ...(entry.jwt ? { jwt: entry.jwt } : {}), ...entry.options,
    });
  } catch {
    room.close();
    over({ text: words('script.trouble.unreachable'), bad: true });
    return;
  }
  fresh.calling = true;
  const frame = api.getIFrame();
  frame.title = words('script.frame', { Title: title });
  frame.focus();

  let leaving = { text: words('script.left') };
  let stopRoles = () => {};
  let stopTiming = () => {};
  let done = false;
  let hangingUp = false;
  const finish = (reason) => {
    if (done) return;
    done = true;
    stopRoles();
    stopTiming();
    api.dispose();
    room.close();
    fresh.calling = false;
    over(reason);
  };
  // leave hangs up as a person would, and does not wait long for a frame that no longer answers.
  const leave = (reason) => {
    leaving = reason;
    hangingUp = true;
    api.executeCommand('hangup');
    setTimeout(() => finish(reason), goodbye);
  };

  const notes = new Map([['entry', entry.note]]);
  const note = (about, text) => room.note([...notes.set(about, text).values()].filter(Boolean).join(' '));
  note('entry', entry.note);
  if (main.dataset.enforced === 'true') stopRoles = watchRoles(api, entry.role, (text) => note('role', text));
  watchDevices(api, note);
  stopTiming = timing(main, fresh, api, entry, () => {
    if (entry.role === 'moderator' && api.getSupportedCommands().includes('endConference')) api.executeCommand('endConference');
    leave({ text: words('script.over') });
  });
  api.on('videoConferenceJoined', () => say(words('script.joined')));
  api.on('participantKickedOut', ({ kicked }) => {
    if (kicked?.local) leaving = { text: words('script.removed'), bad: true };
  });
  api.on('errorOccurred', (data) => {
    const text = trouble(data);
    if (text && !hangingUp) finish({ text, bad: true }); // a room that closes while we leave is no error
  });
  api.on('suspendDetected', () => {
    leaving = { text: words('script.trouble.slept'), bad: true };
  });
  api.on('readyToClose', () => finish(leaving));
  main.querySelector('#leave').onclick = () => leave(leaving);
}

// open puts the room in the place of the lobby.
function open(main, entry) {
  const lobby = main.querySelector('#lobby');
  const room = main.querySelector('#room');
  const note = main.querySelector('#room-note');
  const role = main.querySelector('#room-role');
  main.querySelector('#room-title').textContent = main.querySelector('#lobby h1').textContent;
  role.textContent = words(entry.role === 'moderator' ? 'script.role.moderator' : 'script.role.guest');
  role.className = `chip role-${entry.role}`;
  main.querySelector('#room-deeds').hidden = entry.role !== 'moderator';
  lobby.hidden = true;
  room.hidden = false;
  document.body.classList.add('in-call');
  return {
    note: (text) => {
      note.textContent = text;
      note.hidden = text === '';
    },
    close: () => {
      note.hidden = true;
      room.hidden = true;
      lobby.hidden = false;
      document.body.classList.remove('in-call');
    },
  };
}
