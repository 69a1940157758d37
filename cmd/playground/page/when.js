// Instants in words, in the zone of whoever is looking. The forms are those of the emulated chat: English, 24 hours.

let ahead = 0; // of the clock of this machine, in milliseconds

export const now = () => Date.now() + ahead;
export const setNow = (ms) => { ahead = ms - Date.now(); };

const formats = new Map();

export function format(ms, zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options }));
  return formats.get(key).format(ms);
}

export const clock = (ms, zone) => format(ms, zone, { hour: '2-digit', minute: '2-digit' });
export const clockSeconds = (ms, zone) => format(ms, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
export const day = (ms, zone) => format(ms, zone, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
// zoneName is the name of a zone, or its offset, where its clocks change within a day: then a time alone is not enough.
export function zoneName(ms, zone) {
  const called = (t, style) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: style }).formatToParts(t).find((p) => p.type === 'timeZoneName').value;
  const day = 86_400_000;
  if (called(ms - day, 'shortOffset') === called(ms + day, 'shortOffset')) return '';
  return ` ${called(ms, 'short').replace(/^GMT(?=[+-])/, 'UTC')}`;
}

export const city = (zone) => zone.split('/').at(-1).replaceAll('_', ' ');

const date = (ms, zone, month) => {
  const far = Math.abs(ms - now()) > 183 * 86_400_000;
  return format(ms, zone, { day: 'numeric', month, ...(far ? { year: 'numeric' } : {}) });
};

const tokens = {
  '{date_num}': (ms, zone) => format(ms, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).split('/').reverse().join('-'),
  '{date_slash}': (ms, zone) => format(ms, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }),
  '{date}': (ms, zone) => date(ms, zone, 'long'),
  '{date_short}': (ms, zone) => date(ms, zone, 'short'),
  '{date_long}': (ms, zone) => `${format(ms, zone, { weekday: 'short' })} ${date(ms, zone, 'short')}`,
  '{date_long_full}': (ms, zone) => format(ms, zone, { dateStyle: 'full' }),
  '{time}': clock,
  '{time_secs}': clockSeconds,
  '{ago}': (ms) => ago(ms - now()),
};

// moment writes an instant in a format of Slack's, such as "{date_short_pretty} at {time}".
export function moment(ms, zone, pattern) {
  return pattern.replace(/\{[a-z_]+\}/g, (token) => {
    if (!token.endsWith('_pretty}')) return tokens[token]?.(ms, zone) ?? token;
    return near(ms, zone) ?? tokens[token.replace('_pretty', '')]?.(ms, zone) ?? date(ms, zone, 'long');
  });
}

// near names the days next to today's.
function near(ms, zone) {
  const key = (t) => format(t, zone, { year: 'numeric', month: 'numeric', day: 'numeric' });
  const today = now();
  for (const [name, off] of [['today', 0], ['tomorrow', 1], ['yesterday', -1]]) {
    if (key(ms) === key(today + off * 86_400_000)) return name;
  }
  return null;
}

function ago(ms) {
  const far = Math.abs(ms) / 1000;
  for (const [length, name] of [[86_400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']]) {
    const n = Math.floor(far / length);
    if (n > 0) return ms < 0 ? `${n} ${name}${n > 1 ? 's' : ''} ago` : `in ${n} ${name}${n > 1 ? 's' : ''}`;
  }
  return 'now';
}

// left writes how long it is still: "1:23", "4 h 05 min", "3 days".
export function left(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const two = (n) => String(n).padStart(2, '0');
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
  return `${Math.floor(minutes / 1440)} days`;
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
