// The years in which a question takes something to have happened: "in 2019", "the 2019 election". Pure.
import { oneOf, oneOfWords } from '../text/patterns.ts';

const YEAR = String.raw`(?<year>(?:19|20)\d\d)`;
const MONTHS =
  oneOfWords(String.raw`January February March April May June July August September October November December Jan\.? Feb\.? Mar\.? Apr\.?
  Jun\.? Jul\.? Aug\.? Sept?\.? Oct\.? Nov\.? Dec\.?`);
/** After a year that is one: "in 2000 homes" is a number. */
const YEAR_ENDS = String.raw`(?=\s*[,.;:?!)]|['’]s\b|\s*$|\s+${oneOfWords('when where who what why how did do does was were is are has had and or but on at')}\b)`;
/** Not "since 2019" or "before 2019", which other years fit. */
const ASKED = new RegExp(
  oneOf(
    String.raw`\b(?:in|during|of)\s+(?:(?:early|late|mid|the year|${MONTHS}(?:\s+\d{1,2}(?:st|nd|rd|th)?)?,?)[\s-]+)?${YEAR}${YEAR_ENDS}`,
    String.raw`\b${MONTHS}(?:\s+\d{1,2}(?:st|nd|rd|th)?)?,?\s+${YEAR.replace('year', 'monthly')}${YEAR_ENDS}`,
    // "the 2019 election", but no round number of things.
    String.raw`\b(?:the|a|[\p{L}]+['’]s)\s+${YEAR.replace('year', 'named').replace(String.raw`\d\d`, String.raw`(?!00)\d\d`)}\s+(?=\p{L})`,
  ),
  'giu',
);
/** Before what is asked of any other time: "since March 2019". */
const OPEN = /\b(?:since|after|before|until|till|by|from|to|through)\s+(?:early |late |mid-)?$/i;

/** The years, each once, in their order. */
export function askedYears(question: string): number[] {
  const years = [...question.matchAll(ASKED)].flatMap(({ index, groups = {} }) => {
    const year = groups.year ?? groups.monthly ?? groups.named;
    return year === undefined || OPEN.test(question.slice(0, index)) ? [] : [Number(year)];
  });
  return [...new Set(years)];
}
