// The time of a call: what is left of it, the word before its end, and the hanging up when the room closes.

import { now, setClock } from './clock.js';
import { startTicking } from './tick.js';
import { say } from './status.js';
import { words } from './words.js';
import { brief } from './units.js';

const minute = 60_000;
const warnings = [5, 1]; // minutes before the end

const exact = (ms) => {
  const s = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
};

const about = (ms) => {
  if (ms < 5 * minute) return exact(ms);
  return brief(60 * Math.ceil(ms / minute), 2, false);
};

// timing runs until it is told to stop; close is called once, when the room closes. The times are those on main, which
// change when somebody extends the meeting or ends it.
export function timing(main, fresh, api, entry, close) {
  const line = main.querySelector('#room-words');
  const left = main.querySelector('#room-left');
  const can = (name) => api.getSupportedCommands().includes(name);
  let said = new Set();
  let closed = false;
  let endsAt = '';

  setClock(entry.now);
  Object.assign(main.dataset, { endsAt: entry.ends_at, closesAt: entry.closes_at, now: entry.now, occurrence: entry.occurrence });

  // reset takes the end as it is now: what lies behind is not warned of.
  function reset() {
    endsAt = main.dataset.endsAt;
    said = new Set(warnings.filter((min) => Date.parse(endsAt) - now() < min * minute));
  }

  // pace has Jitsi show the time too.
  function pace() {
    const start = Date.parse(main.dataset.startsAt);
    if (!can('setMeetingTimer')) return;
    api.executeCommand('setMeetingTimer', { duration: (Date.parse(endsAt) - start) / 1000, elapsed: Math.round((now() - start) / 1000) });
  }

  function warn(min) {
    if (said.has(min)) return;
    said.add(min);
    const text = words('script.ends_in', { N: min });
    say(text);
    if (entry.role !== 'moderator' || !can('showNotification')) return;
    api.executeCommand('showNotification', {
      title: text, description: words('script.can_extend'), uid: `meetbot-${min}`, type: 'warning', timeout: 'sticky',
    });
  }

  // before says how long it is until the start, to a moderator who came early.
  function before(toStart) {
    line.textContent = words('script.starts_in');
    left.textContent = about(toStart);
    left.dateTime = main.dataset.startsAt;
  }

  function tick() {
    const { state, closesAt, startsAt } = main.dataset;
    const toEnd = Date.parse(main.dataset.endsAt) - now();
    const toClose = Date.parse(closesAt) - now();
    const over = toEnd <= 0;
    line.textContent = words(over ? 'script.closes_in' : 'script.time_left');
    left.textContent = over ? exact(toClose) : about(toEnd);
    left.dateTime = over ? closesAt : main.dataset.endsAt;
    if (Date.parse(startsAt) > now()) before(Date.parse(startsAt) - now());
    left.parentElement.classList.toggle('urgent', toEnd < 5 * minute);
    if (over && !said.has(0)) {
      said.add(0);
      say(words('script.times_up', { Time: exact(toClose) }));
    }
    if (!over) for (const min of warnings) if (toEnd <= min * minute) warn(min);
    if ((toClose <= 0 || state === 'cancelled') && !closed) {
      closed = true;
      close();
    }
  }

  reset();
  api.on('videoConferenceJoined', pace);
  const stop = startTicking(() => {
    if (endsAt !== main.dataset.endsAt) {
      reset();
      pace();
    }
    tick();
  });
  let on = true;
  fresh.onChange(() => on && tick());
  return () => {
    on = false;
    stop();
  };
}
