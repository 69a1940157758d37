// Buttons that copy a link: <button data-copy="https://...">.

import { say } from './status.js';
import { words } from './words.js';

export function copyLinks() {
  document.addEventListener('click', async (event) => {
    const button = event.target.closest?.('button[data-copy]');
    if (!button || button.dataset.was) return;
    const copied = await copy(button.dataset.copy);
    button.dataset.was = button.textContent;
    button.textContent = words(copied ? 'script.copied' : 'script.not_copied');
    say(copied ? words('script.link_copied') : words('script.link_not_copied', { Link: button.dataset.copy }));
    setTimeout(() => {
      button.textContent = button.dataset.was;
      delete button.dataset.was;
    }, 2000);
  });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// copyBySelection is for browsers inside chat apps, which have no clipboard for pages.
function copyBySelection(text) {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'heard';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}
