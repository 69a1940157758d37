// The server's clock. The reader's own may be minutes off, and in the playground the server's is pushed on.

let offset = 0;

export function setClock(stamp) {
  offset = Date.parse(stamp) - Date.now();
}

export const now = () => Date.now() + offset;
