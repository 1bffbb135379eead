// Whether a text is an article, or only the start of one that is to be read elsewhere. Pure.
import type { Root } from 'mdast';
import { textOf } from './body.ts';
import type { RefusalCause } from './found.ts';

/** How a text ends that goes on elsewhere: with a mark of what is left out, or an invitation after the last sentence. */
const GOES_ON =
  /(?:\[(?:…|\.\.\.)\]|\[\+\d+ chars\]|(?:^|\n|[.!?…\]»”"]\s+)(?:continue reading|read (?:more|on|the (?:full|rest of (?:the|this)) (?:story|article|post))|keep reading|weiterlesen|mehr lesen|lire la suite|читать далее)(?!\p{L})[^.!?\n]{0,80})[^\p{L}\p{N}]*$/iu;
/** So may a long article that leaves something open: it counts in a text of few characters only. */
const TRAILS_OFF = /(?:…|\.\.\.)[^\p{L}\p{N}]*$/u;
const TRAILING_LENGTH = 1000;
/** Shorter text, in characters, is a teaser: of what calls itself a description, and of what calls itself content. */
const SHORTEST = { description: 800, content: 200, record: 0 } as const;

/**
 * What stands against a text as an article of its own: nothing, or that it is a teaser.
 * @param place what the source calls it
 */
export function teaserCauses(body: Root, place: keyof typeof SHORTEST): RefusalCause[] {
  const text = textOf(body).trim();
  if (text === '') return [];
  const goesOn = GOES_ON.test(text) || (text.length < TRAILING_LENGTH && TRAILS_OFF.test(text));
  return text.length < SHORTEST[place] || goesOn ? [{ kind: 'teaser', characters: text.length }] : [];
}
