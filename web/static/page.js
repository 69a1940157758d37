// What every page does: write times in the reader's zone, copy links, and stay true as time passes. The page of a meeting
// adds the meeting itself.

import { setClock } from './clock.js';
import { localise } from './local.js';
import { copyLinks } from './copy.js';
import { startTicking } from './tick.js';
import { showCounts } from './count.js';
import { keepFresh } from './fresh.js';
import { lobby } from './lobby.js';
import { linkAddresses } from './links.js';
import { deeds } from './deeds.js';
import { sendOnce } from './once.js';

const main = document.querySelector('main');

if (main.dataset.now) setClock(main.dataset.now);
copyLinks();
sendOnce();
if (main.dataset.page) {
  const fresh = keepFresh(main, draw);
  if (main.dataset.page === 'meeting') {
    deeds(main, fresh);
    lobby(main, fresh);
  }
  startTicking(() => showCounts(main));
}
localise(main);
linkAddresses(main);

// draw dresses what has just come from the server.
function draw() {
  localise(main);
  linkAddresses(main);
  showCounts(main);
}
