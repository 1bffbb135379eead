// The connection string of a database, before anything is connected: what is torn or mistyped in it is refused.
import { HostError } from './errors.ts';
import { refusalOf } from './postgres-refusals.ts';

/** Those of libpq, and pg's own. A mode that pg does not know would mean none: nothing would be encrypted. */
const TLS_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/**
 * The connection string as pg takes it. Its modes prefer, require and verify-ca mean verify-full to pg, which will
 * change: here they are written so, unless the string asks for libpq's meaning (uselibpqcompat=true).
 * @throws HostError where host and password cannot be told apart, or where a mode of TLS is mistyped
 */
export function readable(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  // An unescaped @, /, ? or # in a password makes something of it host, port or database, which messages name.
  const isTorn =
    parsed !== undefined &&
    (parsed.hash !== '' ||
      parsed.pathname.includes('@') ||
      ((parsed.username === '' || parsed.pathname === '') && parsed.search.includes('@')));
  const isPostgres = /^postgres(?:ql)?:\/\//.test(url);
  if (!isPostgres || isTorn) throw refusalOf(unreadable(), { name: '', role: '', connections: 0 });
  const mode = parsed?.searchParams.get('sslmode') || process.env.PGSSLMODE;
  if (mode && !TLS_MODES.includes(mode))
    throw new HostError(
      `“${mode}” is no mode of TLS that PostgreSQL has.`,
      `Set sslmode in the connection string, or PGSSLMODE, to one of ${TLS_MODES.join(', ')}.`,
    );
  return /[?&]uselibpqcompat=/.test(url)
    ? url
    : url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, '$1verify-full');
}

const unreadable = () => Object.assign(new Error('Invalid URL'), { code: 'ERR_INVALID_URL' });
