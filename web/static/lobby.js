// The page of a meeting before and after the call: says what has changed, and lets the visitor in.

import { say } from './status.js';
import { words } from './words.js';
import { clock } from './local.js';
import { ask } from './join.js';
import { hold } from './call.js';

const changes = {
  live: 'script.changed.live',
  ended: 'script.changed.ended',
  cancelled: 'script.changed.cancelled',
  upcoming: 'script.changed.moved',
};

// The name a guest typed is kept for the next meeting, where the browser allows it.
const remembered = {
  get: () => { try { return localStorage.getItem('meetbot.name') ?? ''; } catch { return ''; } },
  set: (name) => { try { localStorage.setItem('meetbot.name', name); } catch { /* not allowed */ } },
};

export function lobby(main, fresh) {
  const problem = main.querySelector('#problem');
  let busy = false;

  const show = (text) => {
    problem.textContent = text;
    problem.hidden = text === '';
    if (text !== '') problem.focus();
  };

  function dress() {
    const name = main.querySelector('#name');
    if (name && !name.value) name.value = remembered.get();
    const hint = main.querySelector('#no-camera');
    if (hint) hint.hidden = Boolean(navigator.mediaDevices);
  }

  fresh.onChange((before) => {
    dress();
    const { state, open, startsAt } = main.dataset;
    if (state === 'upcoming' && main.dataset.occurrence !== before.occurrence) say(words('script.changed.next'));
    else if (state !== before.state) say(words(changes[state]));
    else if (open === 'true' && before.open === 'false') say(words('script.open'));
    else if (startsAt !== before.startsAt) say(words(changes.upcoming));
  });

  main.addEventListener('submit', async (event) => {
    if (event.target.id !== 'join') return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = event.target.querySelector('[name=join]');
    const label = button.textContent;
    button.setAttribute('aria-busy', 'true');
    button.textContent = words('script.joining');
    show('');
    try {
      await enter(event.target);
    } finally {
      busy = false;
      button.removeAttribute('aria-busy');
      button.textContent = label;
    }
  });

  async function enter(form) {
    const field = form.querySelector('[name=name]');
    const name = field?.value.trim() ?? '';
    if (field) remembered.set(name);
    field?.removeAttribute('aria-invalid');
    const answer = await ask(form.action, name);
    if (answer.entry) {
      await hold(main, fresh, answer.entry, (reason) => back(reason));
      return;
    }
    if (answer.error === 'name_required' && field) return missing(field, answer.message);
    await fresh.now();
    // Where the page itself now says what is wrong, once is enough.
    if (main.querySelector('#join')) show(answer.opensAt ? `${answer.message} ${words('script.opens', { Time: clock(new Date(answer.opensAt)) })}` : answer.message);
    else main.querySelector('#now-title').focus();
  }

  function missing(field, message) {
    show(message);
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', 'problem');
    field.focus();
  }

  // back shows the lobby again, with what has become of the meeting and why the call is over.
  async function back({ text = '', bad = false }) {
    await fresh.now();
    dress();
    const button = main.querySelector('[name=join]');
    if (button) button.textContent = words(bad ? 'script.try_again' : 'script.join_again');
    if (bad) show(text);
    else {
      say(text);
      main.querySelector('#now-title').focus();
    }
  }

  dress();
}
