// The call: our line on top, and below it Jitsi in a frame, from the entry until the room is closed.

import { load } from './script.js';
import { watchRoles } from './roles.js';
import { trouble } from './trouble.js';
import { timing } from './timing.js';
import { say } from './status.js';

const goodbye = 3000; // how long Jitsi may take to hang up by itself

// hold starts the call and resolves once it is on. over is called once, with why it ended.
export async function hold(main, fresh, entry, over) {
  let API;
  try {
    API = await load(main.dataset.script);
  } catch (error) {
    over({ words: error.message, bad: true });
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
    over({ words: 'The meeting server cannot be reached.', bad: true });
    return;
  }
  fresh.calling = true;
  const frame = api.getIFrame();
  frame.title = `Video meeting: ${title}`;
  frame.focus();

  let leaving = { words: 'You have left the meeting.' };
  let stopRoles = () => {};
  let stopTiming = () => {};
  let done = false;
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
    api.executeCommand('hangup');
    setTimeout(() => finish(reason), goodbye);
  };

  const note = (words) => room.note([entry.note, words].filter(Boolean).join(' '));
  note('');
  if (main.dataset.enforced === 'true') stopRoles = watchRoles(api, entry.role, note);
  stopTiming = timing(main, fresh, api, entry, () => {
    if (entry.role === 'moderator' && api.getSupportedCommands().includes('endConference')) api.executeCommand('endConference');
    leave({ words: 'The meeting is over.' });
  });
  api.on('videoConferenceJoined', () => say('You are in the meeting.'));
  api.on('participantKickedOut', ({ kicked }) => {
    if (kicked?.local) leaving = { words: 'A moderator has taken you out of the meeting.', bad: true };
  });
  api.on('errorOccurred', (data) => {
    const words = trouble(data);
    if (words) finish({ words, bad: true });
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
  role.textContent = entry.role === 'moderator' ? 'You moderate' : 'Guest';
  role.className = `chip role-${entry.role}`;
  lobby.hidden = true;
  room.hidden = false;
  document.body.classList.add('in-call');
  return {
    note: (words) => {
      note.textContent = words;
      note.hidden = words === '';
    },
    close: () => {
      note.hidden = true;
      room.hidden = true;
      lobby.hidden = false;
      document.body.classList.remove('in-call');
    },
  };
}
