// What the page knows: how the world stands, everything that was said in it, and who is looking at what.

export const state = {
  world: null, // as the server tells it
  me: '', // the person who is looking
  at: '', // the channel that is looked at
  problem: 0, // numbers what the page itself has to say
};

const channels = new Map(); // channel ID -> message ID -> message
const read = new Map(); // person and channel -> the number of the last message that was looked at
let count = 0;

export const people = () => state.world?.people ?? [];
export const person = (id) => people().find((p) => p.id === id);
export const me = () => person(state.me);
export const channel = (id) => state.world.channels.find((c) => c.id === id);
export const direct = (id) => people().find((p) => p.direct === id);

// mayRead tells whether a person sees a channel.
export function mayRead(who, id) {
  const owner = direct(id);
  if (owner) return owner.id === who;
  const c = channel(id);
  return Boolean(c) && (!c.private || c.members.includes(who));
}

// take takes in what came to be seen, and returns the messages that are new.
export function take(events) {
  const fresh = [];
  for (const event of events) {
    if (!channels.has(event.channel)) channels.set(event.channel, new Map());
    const here = channels.get(event.channel);
    const known = here.get(event.id);
    if (event.kind === 'deleted') {
      here.delete(event.id);
      continue;
    }
    const message = { ...event, n: known?.n ?? ++count };
    here.set(event.id, message);
    if (!known) fresh.push(message);
  }
  return fresh;
}

export function forget() {
  channels.clear();
  read.clear();
}

// say adds a word of the page itself, for one person: what the chat client would show where something failed.
export function say(who, where, text, now) {
  take([{ kind: 'posted', id: `local-${++state.problem}`, channel: where, privateTo: who, at: now, raw: { user: '', text } }]);
}

// messages returns what a person sees in a channel, oldest first.
export function messages(who, where) {
  const all = [...(channels.get(where)?.values() ?? [])];
  return all.filter((m) => !m.privateTo || m.privateTo === who).sort((a, b) => a.n - b.n);
}

export const message = (where, id) => channels.get(where)?.get(id);

const newest = (who, where) => messages(who, where).at(-1)?.n ?? 0;

export const looked = (who, where) => read.set(`${who} ${where}`, newest(who, where));

export function lookedEverywhere() {
  for (const p of people()) for (const where of channels.keys()) looked(p.id, where);
}

export function unread(who, where) {
  const seen = read.get(`${who} ${where}`) ?? 0;
  return messages(who, where).filter((m) => m.n > seen && m.raw.user !== who).length;
}
