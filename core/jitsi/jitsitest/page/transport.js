// The line to the page that holds this frame, as Jitsi's own page speaks it.

const id = /jitsi_meet_external_api_id=(\d+)/.exec(location.hash)?.[1] ?? '0';
const scope = `jitsi_meet_external_api_${id}`;
const waiting = [];
let parentOrigin = '';

// tell reports an event, or keeps it until the other side has been heard of.
export function tell(name, data = {}) {
  const params = { type: 'event', data: { name, ...data } };
  if (parentOrigin) post('message', params);
  else waiting.push(params);
}

function post(method, params) {
  if (parent !== window) parent.postMessage(JSON.stringify({ postis: true, scope, method, params }), parentOrigin);
}

// onCommand has fn(name, args) called with each command from the other side.
export function onCommand(fn) {
  addEventListener('message', (event) => {
    if (event.source !== parent || typeof event.data !== 'string') return;
    let message;
    try {
      message = JSON.parse(event.data);
    } catch {
      return;
    }
    if (!message.postis || message.scope !== scope) return;
    if (message.method === '__ready__') greet(event.origin, message.params);
    else if (message.params?.type === 'event') fn(message.params.data.name, message.params.data.data ?? []);
  });
}

// greet answers the handshake with what it came with, once.
function greet(origin, params) {
  if (parentOrigin) return;
  parentOrigin = origin;
  post('__ready__', params);
  for (const p of waiting.splice(0)) post('message', p);
}
