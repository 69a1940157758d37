// The three steps to live through a meeting, and which of them are done.

import { byId, el } from './el.js';
import { home, meeting, stranger } from './link.js';
import { people, state } from './state.js';

const done = (id) => {
  const step = byId(id);
  if (step.classList.contains('done')) return;
  step.classList.add('done');
  step.prepend(el('span', { class: 'heard' }, 'Done: '));
};

// notice looks at new messages: a card means that a meeting was called.
export function notice(fresh) {
  for (const m of fresh) {
    if (m.raw.user !== 'UBOT') continue;
    const links = (m.raw.blocks ?? []).flatMap((b) => b.elements ?? []).map((e) => e.url);
    const page = links.map(meeting).find(Boolean);
    if (!page || m.privateTo) continue;
    done('step-call');
    byId('guest').href = stranger() + page;
    byId('guest').hidden = false;
  }
}

// showOwn says under which names people's browsers reach the service.
export function showOwn() {
  const words = people().map((p) => `${p.name}’s links open on ${new URL(home(p)).hostname}`);
  byId('own-words').textContent = `${words.join(', ')}.`;
  if (state.world.jitsi) byId('step-push').replaceChildren(el('strong', {}, 'Wait.'), ' A minute before comes the reminder, and then the start. After that: the end.');
}

document.addEventListener('pushed', () => done('step-push'));
document.addEventListener('opened', () => done('step-join'));
if (matchMedia('(max-width: 1080px)').matches) byId('try').open = false;
