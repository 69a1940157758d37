// Loading the Jitsi server's own script, which puts the meeting into the page.

import { words } from './words.js';

const patience = 15_000;

// load resolves to the script's class. A script that does not come is taken out again, so that one can try anew.
export function load(address) {
  if (window.JitsiMeetExternalAPI) return Promise.resolve(window.JitsiMeetExternalAPI);
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const fail = () => {
      script.remove();
      reject(new Error(words('script.trouble.unreachable')));
    };
    const timer = setTimeout(fail, patience);
    script.onload = () => {
      clearTimeout(timer);
      if (window.JitsiMeetExternalAPI) resolve(window.JitsiMeetExternalAPI);
      else fail();
    };
    script.onerror = () => {
      clearTimeout(timer);
      fail();
    };
    script.src = address;
    document.head.append(script);
  });
}
