// Jitsi's errors in our own words. What neither ends the call nor is fatal, Jitsi's page shows and mends by itself.

import { words } from './words.js';

const keys = {
  'connection.passwordRequired': 'script.trouble.refused',
  'connection.droppedError': 'script.trouble.lost',
  'connection.serverError': 'script.trouble.server',
  'connection.otherError': 'script.trouble.connection',
  'connection.conferenceRequestFailed': 'script.trouble.not_opened',
  'conference.connectionError.notAllowed': 'script.trouble.not_allowed',
  'conference.authenticationRequired': 'script.trouble.own_sign_in',
  'conference.reservationError': 'script.trouble.reservation',
  'conference.max_users': 'script.trouble.full',
  'conference.destroyed': 'script.trouble.closed',
  'conference.focusDisconnected': 'script.trouble.server',
  'conference.videobridgeNotAvailable': 'script.trouble.busy',
};

// Jitsi's page itself asks for these: a moderator's answer at the door, or the room's password.
const notErrors = new Set(['conference.connectionError.membersOnly', 'conference.passwordRequired']);

// These end the call, though Jitsi calls but few errors fatal, and these not.
const endings = new Set([
  'connection.passwordRequired', 'connection.conferenceRequestFailed', 'conference.connectionError.notAllowed',
  'conference.authenticationRequired', 'conference.reservationError', 'conference.max_users', 'conference.destroyed',
]);

// trouble returns what to say of an error, or '' where the call goes on.
export function trouble(data) {
  const { name = '', isFatal = false } = data.error ?? data;
  if (notErrors.has(name)) return '';
  return isFatal || endings.has(name) ? words(keys[name] ?? 'script.trouble.unknown') : '';
}

// watchDevices calls note with a name and words where something on this side does not work; the call goes on without it.
export function watchDevices(api, note) {
  api.on('cameraError', () => note('camera', words('script.trouble.camera')));
  api.on('micError', () => note('microphone', words('script.trouble.microphone')));
  api.on('browserSupport', ({ supported }) => note('browser', supported ? '' : words('script.trouble.browser')));
}
