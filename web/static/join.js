// Asking to be let in. Each time is a new request: what it answers with is good for one entry and kept nowhere.

import { words } from './words.js';

// ask returns either the entry, or {error, message, opensAt}.
export async function ask(address, name) {
  try {
    const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ name }), headers: { Accept: 'application/json' } });
    const body = await answer.json();
    if (answer.ok) return { entry: body };
    return { error: body.error, message: body.message, opensAt: body.opens_at };
  } catch {
    return { error: 'offline', message: words('script.offline') };
  }
}
