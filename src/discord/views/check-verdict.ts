// Check -> what a person reads: exact, near with the difference, or not found and why. Pure.
// The article's words stay as they are: what differs is marked around them.
import type { Check, NotFound, Piece } from '../../check/check-types.ts';
import { quoteForms } from './quote-block.ts';
import { fitting, longestGivesWay, type Framed } from './layout.ts';
import { escapeLine, link, MAX_NAME, MAX_TITLE, shorten, shortLine } from './markdown.ts';
import { archiveLine } from '../../messages/index-wording.ts';
import { likeness, noSentenceReason, notFoundReason, notSaidBy } from '../../messages/check-wording.ts';
import type { Messages } from '../../messages/messages.ts';
import type { Source } from '../../types.ts';

const MAX_PLACES = 3;

/** The verdict with where the words stand, as the content of one message. */
export const verdictText = (check: Check, messages: Messages): string =>
  fitting(longestGivesWay(verdict(check, messages)));

function verdict(check: Check, messages: Messages): Framed {
  const archive = archiveLine(check.coverage, messages);
  if (check.kind === 'exact') {
    const { places, more } = check;
    const rest = places.length > MAX_PLACES ? [`-# ${messages.andMore}`] : [];
    return {
      top: [
        `**${messages.exact}.** ${messages.exactPlaces(places.length, more)}`,
        ...notSaidBy(check, messages).map(escapeLine),
      ],
      blocks: places.slice(0, MAX_PLACES).map((place) => quoteForms(place, messages)),
      bottom: [...rest, `-# ${archive}`],
    };
  }
  if (check.kind === 'near') {
    const place = check.places[0]!;
    const difference = [
      `**__${messages.onlyInArticle}__**, ~~${messages.onlyInText}~~:\n> ${marked(place.difference)}`,
      `-# ${messages.differenceTooLong}`,
    ];
    return {
      top: [
        `**${messages.near}.** ${likeness(check.similarity, messages)}`,
        ...(check.noSentence ? [noSentenceReason(check.noSentence, messages, named)] : []),
        ...notSaidBy(check, messages).map(escapeLine),
      ],
      blocks: [quoteForms(place, messages), difference],
      bottom: [`-# ${archive}`],
    };
  }
  const top = [`**${messages.notFound}.** ${missingReason(check, messages)}`, archive];
  const [nearest] = check.nearest;
  if (!nearest) return { top, blocks: [] };
  return { top: [...top, '', `**${messages.nearestOnly}**`], blocks: [quoteForms(nearest, messages)] };
}

/** Why nothing was found; a headline is named with a link to its article. */
export const missingReason = (check: NotFound, messages: Messages): string =>
  notFoundReason(check, messages, named);

const named = ({ title, url, outlet }: Source) =>
  [link(shorten(title, MAX_TITLE), url), shortLine(outlet, MAX_NAME)] as const;

/** The difference in one line: only in the article bold and underlined, only in the text struck through. */
const marked = (pieces: readonly Piece[]): string => pieces.map(mark).filter(Boolean).join(' ');

function mark({ kind, text }: Piece): string {
  const plain = escapeLine(text);
  if (plain === '') return '';
  if (kind === 'missing') return `**__${plain}__**`;
  return kind === 'added' ? `~~${plain}~~` : plain;
}
