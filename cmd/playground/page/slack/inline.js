// What stands in a line: rich text elements, and Slack's markup where a message is plain text.

import { el } from '../el.js';
import { link } from '../link.js';
import { channel, me, owner } from '../state.js';
import { capital, day, clock, moment } from '../when.js';

const bot = 'UBOT';

const nameOf = (id) => owner(id) ?? (id === bot ? 'meetbot' : id);

function mention(id) {
  return el('span', { class: owner(id) === me().name ? 'mention mine' : 'mention' }, `@${nameOf(id)}`);
}

function time(seconds, pattern, url) {
  const ms = seconds * 1000;
  const { zone } = me();
  const text = capital(moment(ms, zone, pattern));
  if (url) return link(text, url);
  return el('time', { datetime: new Date(ms).toISOString(), title: `${day(ms, zone)} ${clock(ms, zone)}, ${zone}` }, text);
}

const styles = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };

function styled(node, style = {}) {
  for (const [name, tag] of Object.entries(styles)) if (style[name]) node = el(tag, {}, node);
  return node;
}

// element draws one element of a rich text section.
export function element(e) {
  switch (e.type) {
    case 'text': return styled(document.createTextNode(e.text), e.style);
    case 'user': return mention(e.user_id);
    case 'channel': return el('span', { class: 'mention' }, `#${channel(e.channel_id)?.name ?? e.channel_id}`);
    case 'broadcast': return el('span', { class: 'mention mine' }, `@${e.range}`);
    case 'link': return styled(link(e.text, e.url), e.style);
    case 'date': return styled(time(e.timestamp, e.format, e.url), e.style);
    case 'emoji': return document.createTextNode(`:${e.name}:`);
    default: return document.createTextNode(e.text ?? '');
  }
}

// plain reads the entities in a text.
export const plain = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

// spoken reads a text as a notification shows it, with its dates in the reader's zone.
export const spoken = (text) => plain(text.replace(/<!date\^(\d+)\^([^|^>]+)[^|>]*\|[^>]*>/g, (_, seconds, pattern) => moment(Number(seconds) * 1000, me().zone, plain(pattern))));

// token draws what stands between < and >.
function token(text) {
  const [body, label] = text.split(/\|(.*)/s);
  if (body.startsWith('@')) return mention(body.slice(1));
  if (body.startsWith('#')) return element({ type: 'channel', channel_id: body.slice(1) });
  if (body.startsWith('!date^')) {
    const [, seconds, pattern, url] = body.split('^');
    return time(Number(seconds), plain(pattern), url && plain(url));
  }
  if (body.startsWith('!')) return element({ type: 'broadcast', range: body.slice(1) });
  return link(plain(label ?? body), plain(body));
}

const marks = { '*': 'strong', _: 'em', '~': 's', '`': 'code' };

// markup draws Slack's mrkdwn: tokens, and pairs of marks around words.
export function markup(text) {
  const parts = [];
  const form = /<([^<>\n]+)>|(^|[\s(])([*_~`])([^\s*_~`](?:[^\n]*?[^\s])?)\3(?=$|[\s.,;:!?)])/g;
  let from = 0;
  for (const m of text.matchAll(form)) {
    parts.push(plain(text.slice(from, m.index)));
    if (m[1]) parts.push(token(m[1]));
    else parts.push(m[2], el(marks[m[3]], {}, ...(m[3] === '`' ? [plain(m[4])] : markup(m[4]))));
    from = m.index + m[0].length;
  }
  parts.push(plain(text.slice(from)));
  return parts.filter((part) => part !== '');
}
