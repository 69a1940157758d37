// A form that a chat opens over itself: Slack calls it a modal.

import { close, fill } from './act.js';
import { byId, el } from './el.js';
import { link } from './link.js';

const dialog = byId('sheet');
let at = null; // where it was opened, and the person before it

// open shows a form in a chat. Sent, it goes away, stays with what is wrong with it, or becomes what comes next.
export function open(where, form) {
  at = where;
  const problem = el('p', { class: 'problem', role: 'alert', hidden: true });
  byId('sheet-title').textContent = form.title;
  byId('sheet-form').replaceChildren(
    ...form.text.split('\n').filter(Boolean).map((line) => el('p', { class: 'text', dir: 'auto' }, line)),
    ...(form.links ?? []).map((l) => el('p', {}, link(l.label, l.url))),
    ...form.fields.map(field),
    problem,
    el('p', { class: 'actions' },
      form.send ? el('button', { class: 'first' }, form.send) : null,
      el('button', { type: 'button', class: 'second', onclick: () => dialog.close() }, form.send ? 'Cancel' : 'Close')),
  );
  byId('sheet-form').onsubmit = async (event) => {
    event.preventDefault();
    const { problem: said, wrong, form: next } = await fill(at, values(form.fields));
    if (said || wrong) show(form.fields, problem, said, wrong ?? {});
    else if (next) open(at, next);
    else dialog.close();
  };
  if (!dialog.open) dialog.showModal();
}

dialog.addEventListener('close', () => { if (at) close(at); at = null; });

const id = (f) => `sheet-${f.name.replaceAll(/\W/g, '-')}`;

function field(f) {
  const common = { id: id(f), name: f.name, 'aria-describedby': `${id(f)}-wrong` };
  const wrong = el('p', { id: `${id(f)}-wrong`, class: 'problem', hidden: true });
  if (f.kind === 'check') {
    const box = el('input', { ...common, type: 'checkbox', checked: f.value === f.options[0] });
    return el('div', { class: 'blank' }, el('span', { class: 'label' }, f.label), el('label', {}, box, ` ${f.options[0]}`), wrong);
  }
  const label = el('label', { for: id(f) }, f.label);
  if (f.kind === 'choice') {
    return el('div', { class: 'blank' }, label, el('select', common, ...f.options.map((o) => el('option', {}, o))), wrong);
  }
  return el('div', { class: 'blank' }, label, el('input', { ...common, type: f.kind, value: f.value, placeholder: f.hint, required: f.required }), wrong);
}

function values(fields) {
  return Object.fromEntries(fields.map((f) => {
    const e = byId(id(f));
    return [f.name, f.kind === 'check' ? (e.checked ? f.options[0] : '') : e.value];
  }));
}

// show says what is wrong, at its field where it belongs to one.
function show(fields, problem, said, wrong) {
  problem.textContent = said ?? '';
  problem.hidden = !said;
  for (const f of fields) {
    const text = wrong[f.label] ?? '';
    const line = byId(`${id(f)}-wrong`);
    line.textContent = text;
    line.hidden = !text;
    if (text) byId(id(f)).focus();
  }
}
