// What an address of the open web answers. Whatever is fetched may be hostile: only http, no address of the local network,
// whatever a name resolves to or a redirect leads to, and limits of size, time and redirects. The only user of ipaddr.js.
import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import ipaddr from 'ipaddr.js';
import { messageOf } from '../errors.ts';
import { refused, type RefusalCause, type Refused } from './found.ts';

/** Bytes of an answer, as they are when unpacked. */
const MAX_BYTES = 20_000_000;
const MAX_MILLISECONDS = 30_000;
const MAX_REDIRECTS = 5;
/** No page is packed so much better than others. */
const MAX_RATIO = 200;
const UNPACKED_FREELY = 1_000_000;

/** An answer, unpacked; `url` is where the last redirect led. */
export interface Fetched {
  bytes: Buffer;
  /** Media type, in lower case, without parameters. */
  type: string;
  charset: string | null;
  url: string;
}

/** Where names and addresses are looked up; a test has its own. */
export interface Network {
  resolve(host: string): Promise<string[]>;
  isPublic(address: string): boolean;
  milliseconds: number;
}

/** Every address of the open internet, and no other: none of a home, a company, a cloud's own or of this machine. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address in the clothes of an IPv6 one is judged as what it is.
  return ipaddr.process(address).range() === 'unicast';
}

const OPEN_INTERNET: Network = {
  resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
  isPublic: isPublicAddress,
  milliseconds: MAX_MILLISECONDS,
};

class RefusedAnswer extends Error {
  readonly reason: RefusalCause;

  constructor(reason: RefusalCause) {
    super(reason.kind);
    this.reason = reason;
  }
}

/** What an address answers, or why it is not fetched. */
export async function fetched(address: string, network: Network = OPEN_INTERNET): Promise<Fetched | Refused> {
  const signal = AbortSignal.timeout(network.milliseconds);
  try {
    return await follow(address, network, signal);
  } catch (thrown) {
    if (thrown instanceof RefusedAnswer) return refused(address, thrown.reason);
    const reason = signal.aborted ? `no whole answer in ${network.milliseconds / 1000} s` : messageOf(thrown);
    return refused(address, { kind: 'not fetched', address, reason });
  }
}

async function follow(first: string, network: Network, signal: AbortSignal): Promise<Fetched> {
  let url = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await answerOf(url, network, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      response.destroy();
      url = URL.canParse(headers.location, url) ? new URL(headers.location, url).href : headers.location;
      continue;
    }
    if (statusCode !== 200) {
      response.destroy();
      throw new RefusedAnswer({ kind: 'not fetched', address: url, reason: `HTTP status ${statusCode}` });
    }
    const [, type = '', charset = null] =
      /^\s*([^;\s]*)(?:.*?charset\s*=\s*"?([\w.:-]+))?/i.exec(headers['content-type'] ?? '') ?? [];
    return { bytes: await bytesOf(response, url, signal), type: type.toLowerCase(), charset, url };
  }
  throw new RefusedAnswer({
    kind: 'not fetched',
    address: first,
    reason: `more than ${MAX_REDIRECTS} redirects`,
  });
}

async function answerOf(address: string, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  if (!URL.canParse(address)) throw new RefusedAnswer({ kind: 'not http', address });
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new RefusedAnswer({ kind: 'not http', address });
  const addresses = await publicAddresses(url.hostname.replace(/^\[|\]$/g, ''), network);
  const options: RequestOptions = {
    signal,
    // The very addresses that were checked are connected to: a name that resolves otherwise the second time gains nothing.
    lookup: pinned(addresses),
    agent: false,
    headers: {
      'user-agent': 'Attest (self-hosted archive; import)',
      accept:
        'text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1',
      'accept-encoding': 'gzip, deflate, br',
    },
  };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:' ? requestHttps(url, options, resolve) : requestHttp(url, options, resolve);
    request.on('error', reject).end();
  });
}

/** Everything that a host is, all of it public. */
async function publicAddresses(host: string, network: Network): Promise<string[]> {
  const addresses = ipaddr.isValid(host) ? [host] : await network.resolve(host);
  const inner = addresses.find((address) => !network.isPublic(address));
  if (inner !== undefined) throw new RefusedAnswer({ kind: 'private address', host, address: inner });
  if (addresses.length === 0) throw new Error(`${host} has no address`);
  return addresses;
}

const pinned = (addresses: readonly string[]): LookupFunction => {
  const entries = addresses.map((address) => ({
    address,
    family: ipaddr.parse(address).kind() === 'ipv6' ? 6 : 4,
  }));
  return (_host, options, callback) => {
    if (options.all) callback(null, entries);
    else callback(null, entries[0]!.address, entries[0]!.family);
  };
};

async function bytesOf(response: IncomingMessage, url: string, signal: AbortSignal): Promise<Buffer> {
  const counted = { packed: 0 };
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of unpacked(response, url, counted)) {
    signal.throwIfAborted();
    length += (piece as Buffer).length;
    const most = Math.min(MAX_BYTES, Math.max(UNPACKED_FREELY, counted.packed * MAX_RATIO));
    if (length > most) {
      response.destroy();
      throw new RefusedAnswer({ kind: 'too large', bytes: length, most });
    }
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

function unpacked(response: IncomingMessage, url: string, counted: { packed: number }): Readable {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() || 'identity';
  if (encoding === 'identity') return Readable.from(counting(response, counted), { objectMode: false });
  const unpackers = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  };
  const unpacker = Object.hasOwn(unpackers, encoding)
    ? unpackers[encoding as keyof typeof unpackers]
    : undefined;
  if (!unpacker)
    throw new RefusedAnswer({ kind: 'not fetched', address: url, reason: `it is packed as ${encoding}` });
  // An error of either ends the other, and is thrown where the pieces are read.
  return pipeline(counting(response, counted), unpacker(), () => {});
}

async function* counting(response: IncomingMessage, counted: { packed: number }): AsyncGenerator<Buffer> {
  for await (const piece of response) {
    counted.packed += (piece as Buffer).length;
    yield piece as Buffer;
  }
}
