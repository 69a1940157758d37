// sendOnce has a form go out once for each time its page is shown: a second click would use up again what works once, and
// all that one would see is that it was used. What a script takes care of itself is left to it.
export function sendOnce() {
  let sent = new WeakSet();
  addEventListener('pageshow', () => { sent = new WeakSet(); });
  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    if (sent.has(event.target)) event.preventDefault();
    sent.add(event.target);
  });
}
