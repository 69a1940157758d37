// The toolbar: the buttons that the options name, as far as this stand-in has them.

import { icon, known, make } from './icon.js';

const names = {
  microphone: 'Microphone', camera: 'Camera', desktop: 'Share screen', chat: 'Chat', raisehand: 'Raise hand',
  'participants-pane': 'People', tileview: 'Tiles', security: 'Security', recording: 'Record', settings: 'Settings', hangup: 'Leave',
};
const everything = Object.keys(names);

// draw makes the buttons; press(name, on) is called with each press. Without sound and picture most of them only look so.
export function draw(place, wanted, press) {
  const order = (wanted ?? everything).filter((name) => known(name) && name !== 'hangup');
  for (const name of [...order, 'hangup']) {
    const button = make('button', `tool ${name}`, icon(name), make('span', 'label', names[name]));
    button.type = 'button';
    button.dataset.tool = name;
    if (name !== 'hangup') button.setAttribute('aria-pressed', 'false');
    button.onclick = () => {
      const on = button.getAttribute('aria-pressed') !== 'true';
      if (name !== 'hangup') button.setAttribute('aria-pressed', String(on));
      press(name, on);
    };
    place.append(button);
  }
}

export function setPressed(name, on) {
  document.querySelector(`[data-tool="${name}"]`)?.setAttribute('aria-pressed', String(on));
}
