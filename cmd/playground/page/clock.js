// The clock of the little world, what comes next in it, and the buttons that push it on.

import { push } from './act.js';
import { byId, el } from './el.js';
import { me, state } from './state.js';
import { city, clockSeconds, day, left, now, zoneName } from './when.js';

const buttons = [...byId('pushes').querySelectorAll('button')];
let pushing = false;

// tick shows the time, each second as it begins, and calls again.
export function startTicking(each) {
  const tick = () => {
    if (state.world) {
      showTime();
      each();
    }
    setTimeout(tick, 1000 - (Math.floor(now()) % 1000) + 5);
  };
  tick();
}

export function showTime() {
  const { zone } = me();
  byId('now').textContent = clockSeconds(now(), zone);
  byId('day').textContent = `${day(now(), zone)} · ${city(zone)}${zoneName(now(), zone)}`;
  const { next } = state.world;
  const remaining = byId('remaining');
  if (next && remaining) remaining.textContent = left(next.at - now());
}

// showClock draws what changes only now and then.
export function showClock() {
  const { next, jitsi } = state.world;
  byId('next').replaceChildren(...(next
    ? ['Next: ', el('b', { dir: 'auto' }, next.what), ' in ', el('time', { id: 'remaining' }, left(next.at - now()))]
    : ['Nothing is coming up. Call a meeting.']));
  byId('pushes').hidden = Boolean(jitsi);
  if (jitsi) byId('clock-note').textContent = `This is real time: the meetings are held on ${jitsi}, whose clock nobody here can push.`;
  buttons[2].setAttribute('aria-disabled', String(!next || pushing));
  showTime();
}

async function pushOn(button) {
  if (pushing || button.getAttribute('aria-disabled') === 'true') return;
  pushing = true;
  for (const b of buttons) b.setAttribute('aria-disabled', 'true');
  button.setAttribute('aria-busy', 'true');
  note('Time passes…');
  const problem = await push(Number(button.dataset.seconds));
  pushing = false;
  for (const b of buttons) b.setAttribute('aria-disabled', 'false');
  button.removeAttribute('aria-busy');
  note(problem ? `That did not work: ${problem}.` : '');
  showClock();
  if (!problem) document.dispatchEvent(new CustomEvent('pushed'));
}

const note = (words) => { byId('clock-note').textContent = words; };

for (const button of buttons) button.addEventListener('click', () => pushOn(button));
