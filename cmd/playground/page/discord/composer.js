// Discord's composer: the bot's command with its subcommands, and for each its typed options to fill in.

import { type } from '../act.js';
import { chip, showChips } from '../chips.js';
import { byId, el } from '../el.js';
import { elsewhere } from '../meetings.js';
import { chat as chatOf, direct, state } from '../state.js';
import { Field } from './field.js';

const chat = 'discord';
const form = byId('command');
const sub = byId('subcommand');
const suggestions = [
  ['In 2 minutes: standup', 'new', { when: 'in 2 minutes', title: 'standup', duration: '5m' }],
  ['Now: Quick question', 'now', { title: 'Quick question' }],
  ['Tomorrow 3pm: Design review', 'new', { when: 'tomorrow 3pm', title: 'Design review', duration: '45m' }],
  ['List', 'list', {}],
];
let fields = [];

const command = () => chatOf(chat).commands?.[0];
const subcommand = () => command().options.find((o) => o.name === sub.value);
const typed = () => `/${command().name} ${sub.value}`;
const values = () => fields.map((f) => ({ option: f.name, text: f.value() })).filter((v) => v.text !== '');

export function showComposer() {
  const here = direct(state.at[chat]);
  byId('no-command').hidden = !here;
  form.hidden = Boolean(here) || !command();
  if (form.hidden) return;
  if (sub.options.length === 0) {
    sub.append(...command().options.map((o) => el('option', { value: o.name }, `${o.name} · ${o.description}`)));
    byId('command-name').textContent = `/${command().name}`;
    choose('new');
  }
  const chips = suggestions.map(([words, name, filled]) => chip(words, () => fill(name, filled)));
  const other = elsewhere(chat);
  if (other) chips.unshift(chip(`Share “${other.title}” here`, () => fill('share', { meeting: other.url }), other.url));
  showChips(byId('command-chips'), chips);
}

function choose(name) {
  sub.value = name;
  fields = (subcommand().options ?? []).map((o) => new Field(o, { command: typed, values }));
  byId('options').replaceChildren(...fields.map((f) => f.element));
}

function fill(name, filled) {
  choose(name);
  for (const f of fields) f.fill(filled[f.name] ?? '');
  (fields[0]?.input ?? byId('run')).focus();
}

sub.addEventListener('change', () => choose(sub.value));

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const run = byId('run');
  if (run.getAttribute('aria-busy') === 'true') return;
  run.setAttribute('aria-busy', 'true');
  byId('command-pending').textContent = 'meetbot is answering…';
  const sent = await type(chat, typed(), values());
  run.setAttribute('aria-busy', 'false');
  byId('command-pending').textContent = '';
  if (sent) for (const f of fields) f.fill('');
});
