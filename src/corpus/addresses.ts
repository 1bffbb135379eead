// What of a web address tells which article it is: one page has many addresses, by campaign, device, scheme and archive. Pure.
import { hash as hashOf } from 'node:crypto';
import { oneOf } from '../text/patterns.ts';
import type { Source } from '../types.ts';

/** Parameters that tell where a reader came from, never what is read: of campaigns, networks, newsletters and counters of visits. */
const TRACKING = new RegExp(
  `^${oneOf(
    // utm_source, itm_campaign, pk_kwd, at_medium, ns_mchannel
    String.raw`(?:utm|itm|pk|mtm|piwik|matomo|hsa|at|ns|oly|vero|ga|wt|trk|soc|guce)_\w+|wt\.\w+|elq\w*|__hs\w+`,
    '_ga|_gl|_hsenc|_hsmi|hsCtaTracking|__s|__twitter_impression|_openstat|_branch_match_id|guccounter',
    // fbclid, gclid, ttclid
    '[a-z]{1,3}clid|msclkid|gclsrc|[gw]braid|gad_source|gad_campaignid|srsltid|igshid|igsh|epik|rdt_cid|li_fat_id|s_kwcid|ef_id',
    'mc_cid|mc_eid|mkt_tok|cmpid|cmp|ncid|icid|ocid|mbid|smid|smtyp|taid|ftag|xtor|spm',
    'ref_src|ref_url|referr?er|share(?:d|token|type)|feedtype|feedname|campaign_id',
  )}$`,
  'i',
);
/** The page for phones, as Google keeps it: "?amp", "?amp=1", "?outputType=amp". */
const AMP_PARAMETER = /^(?:amp=(?:|1|true|amp)|(?:output|outputtype|mode|view)=amp)$/i;

/** Hosts of one site, by device. In "en.m.wikipedia.org" it stands second. */
const DEVICE_HOST = /^(?:(?:www\d?|m|mobile|touch|amp)\.)+(?=[^.]+\.)/;
const DEVICE_INSIDE = /(?<=^[a-z-]{2,12}\.)m\.(?=[^.]+\.[^.]+$)/;
/** "/story/amp", "/amp/story", "/story.amp", "/story.amp.html". */
const AMP_FOLDER = /\/amp(?=\/|$)/gi;
const AMP_SUFFIX = /\.amp(?=(?:\.html?)?$)/i;

/** A copy in a web archive has the address of the page behind its own: ".../web/20250102030405id_/https://…". */
const COPY =
  /^https?:\/\/(?:web\.archive\.org\/web\/[\w*]+|(?:[\w-]+\.)*archive\.(?:today|ph|is|li|md|fo|vn)\/(?:o\/\w+|\d{4}[\d.-]*))\/(?<of>(?:https?:\/\/?)?[^/?#\s][^/?#\s.]*\.\S*)$/i;
/** What Google serves of a page: "google.com/amp/s/host/…", "host-example.cdn.ampproject.org/c/s/host/…". */
const SERVED =
  /^https?:\/\/(?:(?:www\.)?google\.[a-z.]+\/amp|[\w-]+\.cdn\.ampproject\.org\/[cv])\/(?:s\/)?(?<of>[^/?#\s][^/?#\s.]*\.\S*)$/i;

/** What is longer databases do not find again (PostgreSQL: 2,704 bytes): it is told apart by its hash. */
const LONGEST_KEY = 1000;

/** The address of the page itself, where this one is of a copy. */
function original(url: string): string {
  const of = COPY.exec(url)?.groups?.of ?? SERVED.exec(url)?.groups?.of;
  if (of === undefined) return url;
  // An archive writes "https:/host" as well.
  const whole = /^https?:/i.test(of) ? of.replace(/^(https?):\/*/i, '$1://') : `https://${of}`;
  return URL.canParse(whole) ? whole : url;
}

/**
 * The same for every address of one article, and made of nothing that hangs on where it was found: without scheme, device,
 * campaign, fragment (but for pages that are one by their fragment, "#!/news/5") and the archive that keeps a copy.
 * @param url of http or https, as `URL` takes it
 */
export function addressKey(url: string): string {
  const { host, pathname, searchParams, hash } = new URL(original(url));
  const path = pathname
    .replace(AMP_FOLDER, '')
    .replace(AMP_SUFFIX, '')
    .replace(/%[\da-f]{2}/gi, (code) => code.toUpperCase())
    .replace(/\/+/g, '/')
    .replace(/\/$/, '');
  const told = [...searchParams].filter(
    ([name, value]) => !TRACKING.test(name) && !AMP_PARAMETER.test(`${name}=${value}`),
  );
  const query = new URLSearchParams(told);
  query.sort();
  const search = told.length > 0 ? `?${query.toString()}` : '';
  const key = `${siteOf(host)}${path}${search}${isRoute(hash) ? hash : ''}`;
  return key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)} ${hashOf('sha256', key)}` : key;
}

/** Whether a fragment tells which page is meant, as "#!/news/5" does, and not a place on it. */
export const isRoute = (fragment: string): boolean => /^#!?\//.test(fragment);

/** What `addressKey` gives for an article; of one that names no address, something that is its own. */
export const keyOf = ({ id, url }: Pick<Source, 'id' | 'url'>): string =>
  url === null ? `file:${id}` : addressKey(url);

const siteOf = (host: string): string => host.replace(DEVICE_HOST, '').replace(DEVICE_INSIDE, '');

/** The host that an article was published at, without what tells the device: of a copy, that of the page itself. */
export const outletHost = (url: string): string => siteOf(new URL(original(url)).hostname);

/** Whether a text is a web address, as an article may have it. */
export const isAddress = (text: string): boolean => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
