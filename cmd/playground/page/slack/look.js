// How a message of Slack looks: blocks, or a text with markup.

import { blocks } from './blocks.js';
import { spoken } from './inline.js';

const header = ({ raw }) => raw.blocks?.find((b) => b.type === 'header')?.text.text;

export const look = {
  threads: true, // answers stand below what they answer
  body: ({ raw }, press) => blocks(raw, press),
  isCard: ({ raw }) => raw.blocks?.[0]?.type === 'header',
  title: (message) => header(message) ?? spoken(message.raw.text ?? 'a message'),
  words: ({ raw }) => spoken(raw.text ?? ''),
  links: ({ raw }) => (raw.blocks ?? []).flatMap((b) => b.elements ?? []).map((e) => e.url),
};
