// The line to the stand-in server, which has the last word on everything.

let key = '';

async function post(path, body) {
  return fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

// enter returns what the server says we are, or throws an error whose message is Jitsi's name for the refusal.
export async function enter(room, token, name) {
  const answer = await post('/-/enter', { room, token, name });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error);
  key = body.key;
  return body;
}

// act asks for something to be done, and tells whether it was allowed.
export async function act(what, more = {}) {
  const answer = await post('/-/act', { key, do: what, ...more });
  return answer.ok;
}

// listen has fn called with each piece of news, until it is told to stop.
export function listen(fn) {
  const source = new EventSource(`/-/events?key=${encodeURIComponent(key)}`);
  source.onmessage = (event) => fn(JSON.parse(event.data));
  return () => source.close();
}
