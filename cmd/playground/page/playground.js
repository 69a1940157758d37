// The playground's page: it listens to what happens and draws it.

import { onForm, onWord } from './act.js';
import { showClock, startTicking } from './clock.js';
import { showComposer as showCommand } from './discord/composer.js';
import { tick } from './discord/moment.js';
import { byId } from './el.js';
import { reach } from './link.js';
import { lookOf } from './look.js';
import { Pane, titles } from './pane.js';
import { showPeople } from './people.js';
import { showComposer } from './slack/composer.js';
import { open } from './sheet.js';
import { account, chats, direct, forget, looked, lookedEverywhere, mayRead, me, owner, state, take } from './state.js';
import { onRoom, showSwitch, visible } from './switch.js';
import { notice, showHome, showOwn } from './try.js';
import { city, day, now, setNow } from './when.js';

const panes = [new Pane('slack', showComposer), new Pane('discord', showCommand)];
let drawnOn = ''; // the day

function draw() {
  drawnOn = day(now(), me().zone);
  for (const p of panes) if (visible(p.name)) looked(state.me, state.at[p.name]);
  showPeople(be);
  showSwitch(turn);
  for (const p of panes) p.show((where) => go(p, where));
  showClock();
  showHome();
  document.title = `${state.me} · meetbot playground`;
}

// be has somebody else look, where they may.
function be(who) {
  for (const { name, channels } of chats()) {
    const at = state.at[name];
    if (direct(at)) state.at[name] = account(name, who).direct;
    else if (!mayRead(who, at)) state.at[name] = channels[0].id;
  }
  state.me = who;
  draw();
  heard(`You are ${who} in ${city(me().zone)}.`);
}

function go(pane, where) {
  state.at[pane.name] = where;
  draw();
  heard(`${titles[pane.name]}, ${pane.root.querySelector('.where').textContent}.`);
}

function turn(name) {
  state.shown = name;
  draw();
}

const heard = (words) => { byId('heard').textContent = words; };

// tell reads new messages out to those who listen.
function tell(fresh) {
  const mine = fresh.filter((m) => mayRead(state.me, m.channel) && (!m.privateTo || owner(m.privateTo) === state.me) && m.by !== state.me);
  const last = mine.filter((m) => m.channel === state.at[m.chat] && visible(m.chat)).at(-1);
  if (last) heard(`${titles[last.chat]}: ${last.privateTo ? 'only for you: ' : ''}${lookOf(last).words(last)}`);
  else if (mine.length > 0) heard(`A new message elsewhere, in ${titles[mine.at(-1).chat]}.`);
}

function world(data) {
  const first = !state.world;
  const anew = first || state.world.run !== data.run; // the playground was started, or started anew
  if (anew) forget();
  state.world = data;
  if (anew) Object.assign(state, { me: data.people[0].name, at: Object.fromEntries(data.chats.map((c) => [c.name, c.channels[0].id])), begun: false });
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
onForm(open);
onRoom(() => { if (state.world) draw(); });
startTicking(() => {
  tick();
  // The people's clocks beside their names, and words such as "today".
  if (Math.floor(now() / 1000) % 60 === 0) showPeople(be);
  if (day(now(), me().zone) !== drawnOn) draw();
});
