// What a moderator does to the meeting without leaving its page: forms with data-deed.

import { say } from './status.js';
import { words } from './words.js';

export function deeds(main, fresh) {
  let busy = false;
  main.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!('deed' in form.dataset)) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = form.querySelector('button');
    const problem = form.querySelector('.problem');
    button.setAttribute('aria-busy', 'true');
    problem.hidden = true;
    const { done, message } = await post(form, main.dataset.occurrence);
    busy = false;
    button.removeAttribute('aria-busy');
    if (done) {
      form.closest('details')?.removeAttribute('open');
      say(message);
    }
    await fresh.now();
    if (done || !form.isConnected) return; // where the page itself says now what is so, once is enough
    problem.textContent = message;
    problem.hidden = false;
  });
}

async function post(form, occurrence) {
  const body = new URLSearchParams(new FormData(form));
  body.set('occurrence', occurrence);
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' } });
    return { done: answer.ok, message: (await answer.json()).message };
  } catch {
    return { done: false, message: words('script.offline') };
  }
}
