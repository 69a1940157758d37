// What the page knows: how the world stands, everything that was said in it, and who is looking at what.

export const state = {
  world: null, // as the server tells it
  me: '', // the name of the person who is looking
  at: {}, // by chat, the channel that is looked at
  shown: 'slack', // the chat that is seen where there is room for one
  problem: 0, // numbers what the page itself has to say
};

const channels = new Map(); // channel ID -> message ID -> message
const read = new Map(); // person and channel -> the number of the last message that was looked at
const dismissed = new Set(); // the IDs of private messages that were waved away
let count = 0;

export const people = () => state.world?.people ?? [];
export const person = (name) => people().find((p) => p.name === name);
export const me = () => person(state.me);

export const chats = () => state.world?.chats ?? [];
export const chat = (name) => chats().find((c) => c.name === name);
export const account = (name, who = state.me) => chat(name).accounts.find((a) => a.person === who);
export const channel = (id) => chats().flatMap((c) => c.channels).find((c) => c.id === id);

const accounts = () => chats().flatMap((c) => c.accounts);

// owner returns the name of whose account it is, in whichever chat; the IDs of the chats differ.
export const owner = (id) => accounts().find((a) => a.id === id)?.person;

// direct returns the name of the person to whom the bot writes in a channel.
export const direct = (id) => accounts().find((a) => a.direct === id)?.person;

// mayRead tells whether a person sees a channel.
export function mayRead(who, id) {
  const reader = direct(id);
  if (reader) return reader === who;
  const c = channel(id);
  return Boolean(c) && (!c.private || c.members.some((m) => owner(m) === who));
}

// author returns the name of who wrote a message; empty for a word of the page itself.
function author({ chat: name, raw }) {
  if (raw.user === '') return '';
  return (raw.user && owner(raw.user)) ?? (chat(name) ? 'meetbot' : '');
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
    const message = { ...event, by: author(event), n: known?.n ?? ++count };
    here.set(event.id, message);
    if (!known) fresh.push(message);
  }
  return fresh;
}

export function forget() {
  channels.clear();
  read.clear();
  dismissed.clear();
}

// say adds a word of the page itself, for one person: what the chat client would show where something failed.
export function say(name, where, text, now) {
  take([{ chat: name, kind: 'posted', id: `local-${++state.problem}`, channel: where, privateTo: account(name).id, at: now, raw: { user: '', text, content: text } }]);
}

// messages returns what a person sees in a channel, oldest first.
export function messages(who, where) {
  const all = [...(channels.get(where)?.values() ?? [])];
  return all.filter((m) => (!m.privateTo || owner(m.privateTo) === who) && !dismissed.has(m.id)).sort((a, b) => a.n - b.n);
}

// dismiss waves a private message away: it is only ever this page's to show.
export const dismiss = (message) => dismissed.add(message.id);

const newest = (who, where) => messages(who, where).at(-1)?.n ?? 0;

export const looked = (who, where) => read.set(`${who} ${where}`, newest(who, where));

export function lookedEverywhere() {
  for (const p of people()) for (const where of channels.keys()) looked(p.name, where);
}

export function unread(who, where) {
  const seen = read.get(`${who} ${where}`) ?? 0;
  return messages(who, where).filter((m) => m.n > seen && m.by !== who).length;
}

// places are the channels of a chat that a person sees, and the direct messages at the end.
export const places = (name, who = state.me) => [...chat(name).channels.map((c) => c.id).filter((id) => mayRead(who, id)), account(name, who).direct];
