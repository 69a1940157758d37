// How messages look, in each chat.

import { look as discord } from './discord/look.js';
import { look as slack } from './slack/look.js';

export const looks = { slack, discord };

export const lookOf = (message) => looks[message.chat];

// titleOf says in a few words what a message is about.
export const titleOf = (message) => lookOf(message).title(message);
