// Watches whether the meeting server gives the role that we gave. Roles may be told before one's own name is.

const patience = 10_000;

const words = {
  guest: 'You have moderator rights here although you are a guest. This meeting server does not keep the roles it is told; whoever runs it should look at its set-up.',
  moderator: 'You moderate this meeting, but the meeting server has not given you the rights for it. Whoever runs the server should look at its set-up.',
};

// watchRoles calls note with words where the roles differ, and with '' where they agree again.
export function watchRoles(api, issued, note) {
  const roles = new Map();
  let me = null;
  let timer = 0;
  const check = (waited) => {
    if (me === null) return;
    const moderates = roles.get(me) === 'moderator';
    if (moderates === (issued === 'moderator')) note('');
    else if (moderates || waited) note(words[issued]);
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
