// Who may open what the owner is served: this machine alone, or whoever knows the token; and no page of anybody else. Pure.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP, isIPv4 } from 'node:net';
import { UserError } from '../errors.ts';

export interface Address {
  host: string;
  port: number;
}

/**
 * Where to listen.
 * @param address `127.0.0.1:9464`, `[::1]:9464`
 * @throws UserError where others could reach it and there is no token
 */
export function listenAddress(address: string, token: string | undefined): Address {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at).replace(/^\[|\]$/g, '');
  const port = Number(address.slice(at + 1));
  if (port > 65_535) throw new UserError(`ATTEST_HTTP names port ${port}.`, 'Choose one up to 65535.');
  if (token === undefined && !isLoopback(host))
    throw new UserError(
      `ATTEST_HTTP=${address} can be reached from other machines, and there is no ATTEST_HTTP_TOKEN.`,
      'Set ATTEST_HTTP_TOKEN (openssl rand -hex 24 prints one), or ATTEST_HTTP=127.0.0.1:9464.',
    );
  return { host, port };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** What a request is refused with, as an HTTP status. */
export type Refusal = 401 | 403 | 421;

/**
 * Why a request is refused; null when it may be answered.
 * @param host the name in the settings, under which it may be asked for besides plain addresses
 */
export function refusalOf(
  method: string,
  headers: IncomingHttpHeaders,
  { host, token }: { host: string; token: string | undefined },
): Refusal | null {
  const asked = hostIn(headers.host);
  // A page elsewhere that has its own name point here, and asks by that, is nobody's to answer.
  if (asked === null || (asked.name !== 'localhost' && asked.name !== host && isIP(asked.name) === 0))
    return 421;
  if (token !== undefined && !knows(headers.authorization, token)) return 401;
  // Only GET and HEAD may come from anywhere: they change nothing.
  if (method === 'GET' || method === 'HEAD') return null;
  return originIn(headers.origin) === headers.host ? null : 403;
}

function hostIn(host: string | undefined): { name: string } | null {
  if (!host || !URL.canParse(`http://${host}`)) return null;
  return { name: new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '') };
}

/** The host and port of an origin. */
const originIn = (origin: string | undefined): string | null =>
  origin && URL.canParse(origin) ? origin.replace(/^https?:\/\//, '') : null;

/** As a program sends it (Bearer), or as a browser asks for it (Basic, under any name). */
function knows(authorization: string | undefined, token: string): boolean {
  const [scheme = '', given = ''] = authorization?.split(' ') ?? [];
  if (/^bearer$/i.test(scheme)) return isSame(given, token);
  if (!/^basic$/i.test(scheme)) return false;
  return isSame(
    Buffer.from(given, 'base64')
      .toString()
      .replace(/^[^:]*:/, ''),
    token,
  );
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Takes as long whatever is wrong. */
const isSame = (given: string, token: string): boolean => timingSafeEqual(digest(given), digest(token));
