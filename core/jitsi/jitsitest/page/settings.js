// What the address of the frame says: the room, the token and the options, each a JSON text in the hash.

const hash = new Map();
for (const pair of location.hash.slice(1).split('&')) {
  const [name, value = ''] = pair.split('=');
  try {
    hash.set(name, JSON.parse(decodeURIComponent(value)));
  } catch { /* not JSON: nothing that is asked for here */ }
}

export const room = decodeURIComponent(location.pathname.slice(1));
export const token = hash.get('jwt') ?? new URLSearchParams(location.search).get('jwt') ?? '';
export const option = (name) => hash.get(`config.${name}`);
export const displayName = hash.get('userInfo.displayName') ?? '';

// Like Jitsi's, the page takes the token out of its address, so that nobody copies it along.
export function hideToken() {
  history.replaceState(null, '', location.pathname);
}
