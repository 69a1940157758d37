// What is said to those who do not see the page change.

const line = document.querySelector('#status');

export function say(text) {
  line.textContent = text;
}
