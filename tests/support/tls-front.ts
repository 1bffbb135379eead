// A front that speaks TLS for a PostgreSQL server without it, as poolers and balancers do: the certificate is self-signed.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { temporaryFolder } from './temporary.ts';

/** What a client asks for TLS with: the length of the message and its code ("SSLRequest" in the manual's protocol). */
const TLS_ASKED = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

export interface TlsFront {
  port: number;
  /** The file with its certificate. */
  certificate: string;
  close(): Promise<void>;
}

/** @param host the name that its certificate is for */
export async function startTlsFront(port: number, host = 'localhost'): Promise<TlsFront> {
  const folder = temporaryFolder();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate],
      ...['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
    ],
    { stdio: 'ignore' },
  );
  const secureContext = createSecureContext({ key: readFileSync(key), cert: readFileSync(certificate) });
  const sockets = new Set<Socket>();
  const server: Server = createServer((plain) => {
    sockets.add(plain);
    plain.on('error', () => {});
    plain.once('data', (asked) => {
      if (!asked.equals(TLS_ASKED)) return void plain.destroy();
      plain.write('S');
      const secure = new TLSSocket(plain, { isServer: true, secureContext });
      const behind = connect(port, '127.0.0.1');
      // A client that does not trust the certificate hangs up.
      for (const socket of [secure, behind]) socket.on('error', () => plain.destroy());
      secure.pipe(behind).pipe(secure);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    certificate,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
