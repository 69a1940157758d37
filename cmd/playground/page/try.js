// The steps to live through a meeting, and which of them are done.

import { byId, el } from './el.js';
import { home, meeting, stranger } from './link.js';
import { linked, shared } from './meetings.js';
import { me, people, state } from './state.js';

const done = (id) => {
  const step = byId(id);
  if (step.classList.contains('done')) return;
  step.classList.add('done');
  step.prepend(el('span', { class: 'heard' }, 'Done: '));
};

// notice looks at new messages: a card means that a meeting was called.
export function notice(fresh) {
  for (const page of fresh.map((m) => meeting(linked(m))).filter(Boolean)) {
    done('step-call');
    byId('guest').href = stranger() + page;
    byId('guest').hidden = false;
  }
  if (shared()) done('step-share');
}

// showHome has the link to one's own page lead there in one's own browser.
export function showHome() {
  byId('home').href = `${home(me())}/`;
}

// showOwn says under which names people's browsers reach the service.
export function showOwn() {
  const words = people().map((p) => `${p.name}’s links open on ${new URL(home(p)).hostname}`);
  byId('own-words').textContent = `${words.join(', ')}.`;
  if (state.world.jitsi) byId('step-push').replaceChildren(el('strong', {}, 'Wait.'), ' A minute before comes the reminder, and then the start. After that: the end.');
}

document.addEventListener('pushed', () => done('step-push'));
document.addEventListener('opened', () => done('step-join'));

// Where it would stand over the chats it opens only when it is asked for.
const wide = matchMedia('(min-width: 1101px)');
const fold = () => { byId('try').open = wide.matches; };
wide.addEventListener('change', fold);
fold();
