// What the controls of a message do.

import { press as send } from './act.js';
import { address } from './link.js';
import { openMenu, sure } from './menu.js';

export function pressing(message) {
  const act = async (button, label, question) => {
    if (button.getAttribute('aria-busy') === 'true' || (question && !(await sure(question)))) return;
    button.setAttribute('aria-busy', 'true');
    await send(message, label);
    button.removeAttribute('aria-busy');
  };
  const opened = (url) => document.dispatchEvent(new CustomEvent('opened', { detail: url }));
  return {
    button: act,
    opened,
    link: (label, url) => {
      opened(url);
      send(message, label); // Slack tells the bot of opened links too
    },
    menu: (button, options) => openMenu(button, options.map((o) => ({ ...o, href: address(o.url) })), (o) => {
      if (!o.url) act(button, o.label, o.confirm);
    }),
  };
}
