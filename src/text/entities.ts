// Character references of HTML ("&amp;", "&#8217;"): the character that each stands for. Pure. The only user of entities.
import { decodeHTMLStrict } from 'entities';

/** A reference that is closed: "AT&T" and "R&D;" hold none that HTML knows. */
export const ENTITY = /&(?:#[xX][\da-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z\d]{1,31});/g;

/** What one reference is shown as, white space as a space; itself where HTML knows no such name. */
export const decodeEntity = (written: string): string =>
  decodeHTMLStrict(written).replace(/[\p{Cc}\u2028\u2029]/gu, ' ');

/** A text with its references decoded. */
export const decodeEntities = (text: string): string => text.replace(ENTITY, decodeEntity);
