// A page that stays true: it fetches its own address now and then, and puts in what has changed. The server renders every
// state, so that nothing here decides what a visitor sees; the elements with data-part are what is exchanged.

import { now, setClock } from './clock.js';

const every = 10_000;

// keepFresh begins, and returns what others may listen to and ask for. draw is called after each exchange.
export function keepFresh(main, draw) {
  const known = new Map();
  for (const part of main.querySelectorAll('[data-part]')) known.set(part.dataset.part, text(part));
  const listeners = [];
  let timer = 0;
  let running = null;
  let seen = ''; // names the page whose parts are here
  const fresh = {
    calling: false, // during a call only the times are taken over, and a hidden page does not rest
    onChange: (fn) => listeners.push(fn),
    now: () => (running ??= refresh().finally(() => { running = null; plan(); })),
  };

  async function refresh() {
    const { page, tag } = await load(seen);
    if (!page) return;
    seen = fresh.calling ? '' : tag;
    const next = page.querySelector('main');
    const before = { ...main.dataset };
    if (fresh.calling && next.dataset.occurrence !== main.dataset.occurrence) return over(next, before);
    for (const name of Object.keys(next.dataset)) main.dataset[name] = next.dataset[name];
    setClock(main.dataset.now);
    if (!fresh.calling) {
      document.title = page.title;
      for (const part of next.querySelectorAll('[data-part]')) exchange(part);
    }
    for (const fn of listeners) fn(before);
  }

  // over is for a call of which the page shows the next of the series: it has ended, and if that was before its time, by hand.
  function over(next, before) {
    setClock(next.dataset.now);
    main.dataset.state = 'ended';
    if (Date.parse(main.dataset.endsAt) > now()) Object.assign(main.dataset, { endsAt: next.dataset.now, closesAt: next.dataset.now });
    for (const fn of listeners) fn(before);
  }

  function exchange(part) {
    const name = part.dataset.part;
    if (known.get(name) === text(part)) return;
    known.set(name, text(part));
    const old = main.querySelector(`[data-part="${name}"]`);
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const values = new Map([...old.querySelectorAll('input')].map((input) => [input.name, input.value]));
    old.replaceChildren(...part.childNodes);
    for (const input of old.querySelectorAll('input')) input.value = values.get(input.name) ?? input.value;
    draw();
    if (focused) refocus(old, focused);
  }

  function plan() {
    clearTimeout(timer);
    if (document.hidden && !fresh.calling) return;
    timer = setTimeout(fresh.now, Math.min(every, untilNext(main.dataset)));
  }

  if (known.size === 0) return fresh;
  document.addEventListener('visibilitychange', () => (document.hidden ? plan() : fresh.now()));
  plan();
  return fresh;
}

// text is a part as the server wrote it, without the words that run with the clock.
function text(part) {
  const copy = part.cloneNode(true);
  for (const element of copy.querySelectorAll('time[data-count]')) element.textContent = '';
  return copy.innerHTML;
}

// refocus keeps the keyboard where it was, or goes to the part's heading where that is gone.
function refocus(part, focused) {
  const same = focused.id ? part.querySelector(`#${focused.id}`) : focused.name ? part.querySelector(`[name="${focused.name}"]`) : null;
  const heading = document.querySelector('#now-title') ?? document.querySelector('h1');
  (same ?? heading).focus();
}

// load returns the page and what names it, or no page where there is no other than the one that was seen.
async function load(seen) {
  try {
    const answer = await fetch(location.pathname, { cache: 'no-store', headers: seen ? { 'If-None-Match': seen } : {} });
    const clock = answer.headers.get('Meetbot-Now'); // which a proxy may have dropped
    if (answer.status === 304 && clock) setClock(clock);
    // Gone for good: the page of that is the server's to show.
    if (answer.status === 404 && !document.body.classList.contains('in-call')) location.reload();
    if (!answer.ok) return {};
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return page.querySelector('main[data-page]') ? { page, tag: answer.headers.get('ETag') ?? '' } : {};
  } catch {
    return {}; // offline: the next time will tell
  }
}

// untilNext is how long it is until the page looks different: the opening, the start, the end, the closing.
function untilNext({ opensAt, startsAt, endsAt, closesAt }) {
  const ahead = [opensAt, startsAt, endsAt, closesAt].map((stamp) => Date.parse(stamp) - now()).filter((ms) => ms > 0);
  return Math.max(250, Math.min(...ahead, every) + 50);
}
