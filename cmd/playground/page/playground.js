// The playground's page: it listens to what happens and draws it.

import { onWord } from './act.js';
import { showClock, startTicking } from './clock.js';
import { showComposer } from './composer.js';
import { byId } from './el.js';
import { plain } from './inline.js';
import { reach } from './link.js';
import { showMessages } from './log.js';
import { closeDrawer, showSide } from './side.js';
import { forget, looked, lookedEverywhere, mayRead, me, state, take } from './state.js';
import { notice, showOwn } from './try.js';
import { city, day, now, setNow } from './when.js';

let drawnOn = ''; // the day

function draw() {
  drawnOn = day(now(), me().zone);
  looked(state.me, state.at);
  showSide(go);
  showMessages();
  showComposer();
  showClock();
}

function go(who, where) {
  Object.assign(state, { me: who, at: where });
  draw();
  closeDrawer();
  heard(`You are ${me().name} in ${city(me().zone)}, in ${byId('where').textContent}.`);
}

const heard = (words) => { byId('heard').textContent = words; };

// tell reads new messages out to those who listen.
function tell(fresh) {
  const mine = fresh.filter((m) => mayRead(state.me, m.channel) && (!m.privateTo || m.privateTo === state.me) && m.raw.user !== state.me);
  const last = mine.filter((m) => m.channel === state.at).at(-1);
  if (last) heard(`${last.privateTo ? 'Only for you: ' : ''}${plain(last.raw.text ?? '')}`);
  else if (mine.length > 0) heard('A new message elsewhere.');
}

function world(data) {
  const first = !state.world;
  if (!first && state.world.run !== data.run) forget(); // the playground was started anew
  if (first || state.world.run !== data.run) Object.assign(state, { me: data.people[0].id, at: data.channels[0].id, begun: false });
  state.world = data;
  setNow(data.now);
  if (first) reach().then(() => { showOwn(); draw(); });
  byId('lost').hidden = true;
  draw();
}

function chat(events) {
  const fresh = take(events);
  notice(fresh);
  if (state.begun) tell(fresh);
  else lookedEverywhere();
  draw();
  state.begun = true;
}

const stream = new EventSource('/playground/events');
stream.addEventListener('world', (event) => world(JSON.parse(event.data)));
stream.addEventListener('chat', (event) => chat(JSON.parse(event.data)));
stream.addEventListener('error', () => {
  byId('lost').textContent = 'The playground does not answer. Is it still running?';
  byId('lost').hidden = false;
});

onWord(draw);
startTicking(() => {
  // The people's clocks beside their names, and words such as "today".
  if (Math.floor(now() / 1000) % 60 === 0) showSide(go);
  if (day(now(), me().zone) !== drawnOn) draw();
});
