// The blocks of a message, drawn as the chat would draw them.

import { el, icon, icons } from '../el.js';
import { element, markup } from './inline.js';
import { address } from '../link.js';

// blocks draws what a message says; press is called with a label, and where a link stands on the button also its address.
export function blocks(raw, press) {
  if (!raw.blocks?.length) return [el('p', { class: 'text' }, ...markup(raw.text ?? ''))];
  return raw.blocks.map((b) => block(b, press)).filter(Boolean);
}

function block(b, press) {
  switch (b.type) {
    case 'header': return el('h3', { dir: 'auto' }, b.text.text);
    case 'rich_text': return el('div', { class: 'rich', dir: 'auto' }, ...b.elements.flatMap(part));
    case 'section': return section(b, press);
    case 'context': return el('p', { class: 'context' }, ...b.elements.flatMap((e) => [...text(e), ' ']));
    case 'actions': return el('div', { class: 'actions' }, ...b.elements.map((e) => control(e, press)).filter(Boolean));
    case 'divider': return el('hr');
    case 'image': return el('p', { class: 'context' }, b.alt_text);
    case 'markdown': return el('p', { class: 'text' }, b.text);
    default: return null;
  }
}

const text = (o) => (o.type === 'mrkdwn' ? markup(o.text) : [o.text ?? o.alt_text ?? '']);

function section(b, press) {
  const words = [b.text, ...(b.fields ?? [])].filter(Boolean);
  return el('div', { class: 'section' },
    el('div', {}, ...words.map((o) => el('p', { class: 'text', dir: 'auto' }, ...text(o)))),
    b.accessory ? control(b.accessory, press) : null);
}

function part(p) {
  switch (p.type) {
    case 'rich_text_list':
      return [el(p.style === 'ordered' ? 'ol' : 'ul', { class: 'points' }, ...p.elements.map((item) => el('li', {}, ...item.elements.map(element))))];
    case 'rich_text_quote': return [el('blockquote', {}, ...p.elements.map(element))];
    case 'rich_text_preformatted': return [el('pre', {}, ...p.elements.map(element))];
    default: return [el('p', {}, ...trimmed(p.elements).map(element))];
  }
}

// trimmed leaves out the line break that ends a section: the next one begins a line anyway.
function trimmed(elements) {
  const last = elements.at(-1);
  if (last?.type !== 'text' || !last.text.endsWith('\n')) return elements;
  return [...elements.slice(0, -1), { ...last, text: last.text.slice(0, -1) }];
}

const looks = { primary: 'first', danger: 'danger' };

function control(e, press) {
  if (e.type === 'button') return button(e, press);
  const options = e.options ?? e.option_groups?.flatMap((g) => g.options);
  if (!options) return null;
  return el('button', {
    type: 'button', class: 'second more', 'aria-label': 'More', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'data-key': 'more',
    onclick: (event) => press.menu(event.currentTarget, options.map((o) => ({ label: o.text.text, url: o.url, confirm: e.confirm }))),
  }, icon(icons.more));
}

function button(e, press) {
  const label = e.text.text;
  const face = { class: looks[e.style] ?? 'second', 'aria-label': e.accessibility_label, 'data-key': label };
  const to = address(e.url);
  if (to) {
    return el('a', { ...face, class: `button ${face.class}`, href: to, target: '_blank', rel: 'noopener', onclick: () => press.link(label, e.url) }, label);
  }
  return el('button', { ...face, type: 'button', onclick: (event) => press.button(event.currentTarget, label, e.confirm) }, label);
}
