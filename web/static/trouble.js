// Jitsi's errors in our own words. What is not here and not fatal, Jitsi's page shows and mends by itself.

const words = {
  'connection.passwordRequired': 'The meeting server did not accept your entry. If this happens again, whoever runs it should check its clock and its set-up.',
  'connection.droppedError': 'The connection to the meeting was lost.',
  'connection.serverError': 'The meeting server has a problem. Please try again in a moment.',
  'connection.otherError': 'The connection to the meeting server failed.',
  'connection.conferenceRequestFailed': 'The meeting server could not open the room. Please try again in a moment.',
  'conference.connectionError.notAllowed': 'The meeting server did not let you into this room.',
  'conference.authenticationRequired': 'The meeting server asks for a sign-in of its own. Whoever runs it should look at its set-up.',
  'conference.reservationError': 'The meeting server does not open this room now.',
  'conference.max_users': 'The room is full.',
  'conference.destroyed': 'The room was closed.',
  'conference.passwordRequired': 'The room has a password.',
  'conference.focusDisconnected': 'The meeting server has a problem. Please try again in a moment.',
  'conference.videobridgeNotAvailable': 'The meeting server has no room for sound and pictures now. Please try again in a moment.',
};

// Jitsi's page itself asks for these: a moderator's answer at the door, or the room's password.
const notErrors = new Set(['conference.connectionError.membersOnly', 'conference.passwordRequired']);

// trouble returns what to say of an error, or '' where the call goes on.
export function trouble(data) {
  const { name = '', isFatal = false } = data.error ?? data;
  if (notErrors.has(name)) return '';
  if (name === 'connection.passwordRequired') return words[name];
  return isFatal ? words[name] ?? 'The meeting could not go on. Please try again.' : '';
}
