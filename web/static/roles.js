// Watches whether the meeting server gives the role that we gave. Roles may be told before one's own name is.

import { words } from './words.js';

const patience = 10_000;

const odd = { guest: 'script.odd_role.guest', moderator: 'script.odd_role.moderator' };

// watchRoles calls note with words where the roles differ, and with '' where they agree again.
export function watchRoles(api, issued, note) {
  const roles = new Map();
  let me = null;
  let timer = 0;
  const check = (waited) => {
    if (me === null) return;
    const moderates = roles.get(me) === 'moderator';
    if (moderates === (issued === 'moderator')) note('');
    else if (moderates || waited) note(words(odd[issued]));
  };
  api.on('participantRoleChanged', ({ id, role }) => {
    roles.set(id, role);
    check(false);
  });
  api.on('videoConferenceJoined', ({ id }) => {
    me = id;
    check(false);
    timer = setTimeout(() => check(true), patience);
  });
  return () => clearTimeout(timer);
}
