// How a message of Slack looks: blocks, or a text with markup.

import { blocks } from './blocks.js';
import { plain } from './inline.js';

const header = ({ raw }) => raw.blocks?.find((b) => b.type === 'header')?.text.text;

export const look = {
  threads: true, // answers stand below what they answer
  body: ({ raw }, press) => blocks(raw, press),
  isCard: ({ raw }) => raw.blocks?.[0]?.type === 'header',
  title: (message) => header(message) ?? message.raw.text ?? 'a message',
  words: ({ raw }) => plain(raw.text ?? ''),
  links: ({ raw }) => (raw.blocks ?? []).flatMap((b) => b.elements ?? []).map((e) => e.url),
};
