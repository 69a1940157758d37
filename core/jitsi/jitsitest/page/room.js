// The meeting page of the stand-in: comes in, draws the room, and does what the embedding page and the people ask for.

import { room, token, option, displayName, hideToken } from './settings.js';
import { tell, onCommand } from './transport.js';
import { enter, act, listen } from './server.js';
import { show } from './stage.js';
import { draw, setPressed } from './toolbar.js';

const $ = (selector) => document.querySelector(selector);
let me = null;
let people = [];
let stop = () => {};

const subject = option('subject') ?? option('localSubject') ?? room;
$('#subject').textContent = subject;
document.title = subject;

onCommand((name, args) => commands[name]?.(...args));
tell('ready');
hideToken();
$('#lobby').onsubmit = (event) => {
  event.preventDefault();
  join($('#name').value.trim() || displayName);
};
$('#name').value = displayName;
$('#name-field').hidden = option('prejoinConfig')?.hideDisplayName === true;
$('#as').textContent = displayName ? `You come in as ${displayName}.` : '';
$('#as').hidden = !$('#name-field').hidden;
if (option('prejoinConfig')?.enabled === false) join(displayName);
else {
  tell('prejoin-screen-loaded');
  $('#lobby').hidden = false;
  ($('#name-field').hidden ? $('#enter') : $('#name')).focus();
}

async function join(name) {
  $('#lobby').hidden = true;
  try {
    me = await enter(room, token, name);
  } catch (error) {
    refused(error.message);
    return;
  }
  document.body.dataset.joined = 'true';
  $('#call').hidden = false;
  draw($('#toolbar'), option('toolbarButtons'), press);
  tell('video-conference-joined', { roomName: room, id: me.id, displayName: me.name, avatarURL: '', breakoutRoom: false, visitor: false });
  stop = listen(hear);
  if (me.moderator && option('subject')) act('subject', { subject: option('subject') });
}

// Like Jitsi's page this one stays as it is, an empty room, and leaves it to the embedding page to say what is wrong.
function refused(name) {
  document.body.dataset.refused = name;
  const type = name.startsWith('connection.') ? 'CONNECTION' : 'CONFERENCE';
  tell('error-occurred', { error: { name, type, isFatal: true } });
}

function hear(news) {
  if (news.kind === 'room') update(news.people, news.subject);
  if (news.kind === 'kicked') {
    tell('participant-kicked-out', { kicked: { id: me.id, local: true }, kicker: { id: '', name: news.by } });
    leave();
  }
  if (news.kind === 'destroyed') leave();
}

// update draws the room, and reports who came, who went, and whose role is another.
function update(now, title) {
  const before = new Map(people.map((p) => [p.id, p]));
  for (const p of now) {
    const old = before.get(p.id);
    if (!old && p.id !== me.id) tell('participant-joined', { id: p.id, displayName: p.name });
    if (!old && p.moderator || old && old.moderator !== p.moderator) {
      tell('participant-role-changed', { id: p.id, role: p.moderator ? 'moderator' : 'participant' });
    }
    before.delete(p.id);
  }
  for (const gone of before.keys()) tell('participant-left', { id: gone });
  people = now;
  const own = people.find((p) => p.id === me.id);
  const role = own?.moderator ? 'moderator' : 'participant';
  document.body.dataset.role = role;
  $('#badge').textContent = own?.moderator ? 'Moderator' : 'Guest';
  if (own) setPressed('microphone', !own.muted);
  for (const element of document.querySelectorAll('.for-moderators')) element.hidden = !own?.moderator;
  if (title) $('#subject').textContent = title;
  show(people, me.id, ask);
}

async function ask(what, more) {
  if (await act(what, more)) return;
  notify({ title: 'Not allowed', description: 'The server takes that from moderators only.' });
}

function press(name, on) {
  const server = { microphone: 'microphone', camera: 'camera', raisehand: 'hand' }[name];
  if (server) ask(server, { on });
  if (name === 'participants-pane') $('#pane').hidden = !on;
  if (name === 'hangup') hangUp();
}

async function hangUp() {
  if (me) await act('leave').catch(() => {});
  leave();
}

function leave() {
  stop();
  if (me) tell('video-conference-left', { roomName: room });
  me = null;
  tell('video-ready-to-close');
  document.body.dataset.joined = 'false';
  $('#call').hidden = true;
  $('#over').hidden = false;
}

function notify({ title = '', description = '', uid = '' }) {
  const note = document.createElement('p');
  note.dataset.uid = uid;
  const strong = document.createElement('strong');
  strong.textContent = title;
  note.append(strong, ' ', description);
  $('#notes').replaceChildren(note);
}

const commands = {
  'video-hangup': hangUp,
  'end-conference': () => ask('end'),
  subject: (text) => ask('subject', { subject: text }),
  'kick-participant': (id) => ask('kick', { target: id }),
  'mute-everyone': () => ask('mute-everyone'),
  'grant-moderator': (id) => ask('grant', { target: id }),
  'toggle-audio': () => $('[data-tool=microphone]')?.click(),
  'toggle-video': () => $('[data-tool=camera]')?.click(),
  'show-notification': notify,
  'set-meeting-timer': ({ duration, elapsed }) => {
    document.body.dataset.timer = `${Math.round(duration)}/${Math.round(elapsed)}`;
  },
};

$('#mute-all').onclick = () => ask('mute-everyone');
$('#end-all').onclick = () => ask('end');
$('#close-pane').onclick = () => $('[data-tool=participants-pane]')?.click();
