// Jitsi's errors in our own words. What is not here and not fatal, Jitsi's page shows and mends by itself.

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

// trouble returns what to say of an error, or '' where the call goes on.
export function trouble(data) {
  const { name = '', isFatal = false } = data.error ?? data;
  if (notErrors.has(name)) return '';
  if (name === 'connection.passwordRequired') return words(keys[name]);
  return isFatal ? words(keys[name] ?? 'script.trouble.unknown') : '';
}
