// What is fetched is hostile: only the open internet, and only so much of it.
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { fetched, isPublicAddress, type Network } from '../../src/import/fetched.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server of this machine that stands for the open internet: `open.example` is it, and `inner.example` is a router at home. */
async function serve(listener: RequestListener): Promise<{ at: (path: string) => string; network: Network }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hosts: Record<string, string[]> = {
    'open.example': ['127.0.0.1'],
    'inner.example': ['192.168.1.1'],
    'both.example': ['127.0.0.1', '10.0.0.1'],
  };
  return {
    at: (path) => `http://open.example:${port}${path}`,
    network: {
      resolve: async (host) => hosts[host] ?? [],
      isPublic: (address) => address === '127.0.0.1' || isPublicAddress(address),
      milliseconds: 5000,
    },
  };
}

const kindsOf = (answer: Awaited<ReturnType<typeof fetched>>) =>
  'causes' in answer ? answer.causes.map(({ kind }) => kind) : [];

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'ff02::1',
  'not an address',
])('%s is not of the open internet', (address) => expect(isPublicAddress(address)).toBe(false));

test.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])('%s is', (address) =>
  expect(isPublicAddress(address)).toBe(true),
);

test.each([
  'http://127.0.0.1/',
  'http://localhost/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://[::1]/',
  'http://[::ffff:7f00:1]/',
  'http://169.254.169.254/latest/meta-data/',
])('%s is refused on the real network', async (address) =>
  expect(kindsOf(await fetched(address))).toEqual(['private address']),
);

test.each([
  'file:///etc/passwd',
  'ftp://open.example/',
  'javascript:alert(1)',
  'http://user:secret@open.example/',
  'nonsense',
])('%s is not fetched', async (address) => {
  expect(kindsOf(await fetched(address))).toEqual(['not http']);
});

test('an answer comes with its type, its charset and the address that it is of', async () => {
  const { at, network } = await serve((request, response) => {
    if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
    else
      response
        .writeHead(200, { 'content-type': 'Text/HTML; charset="windows-1251"', 'content-encoding': 'gzip' })
        .end(gzipSync('hello'));
  });
  const answer = await fetched(at('/old'), network);
  expect(answer).toEqual({
    bytes: Buffer.from('hello'),
    type: 'text/html',
    charset: 'windows-1251',
    url: at('/new'),
  });
});

test('a redirect or a name that leads into the local network is not followed', async () => {
  const { at, network } = await serve((request, response) => {
    const goals: Record<string, string> = {
      '/a': 'http://inner.example/',
      '/b': 'http://10.0.0.1/',
      '/c': 'file:///etc/passwd',
      '/d': 'http://both.example/',
    };
    response.writeHead(302, { location: goals[request.url!] ?? request.url! }).end();
  });
  expect(kindsOf(await fetched(at('/a'), network))).toEqual(['private address']);
  expect(kindsOf(await fetched(at('/b'), network))).toEqual(['private address']);
  expect(kindsOf(await fetched(at('/c'), network))).toEqual(['not http']);
  expect(kindsOf(await fetched(at('/d'), network))).toEqual(['private address']);
  expect(kindsOf(await fetched(at('/round'), network))).toEqual(['not fetched']);
});

test('the address that was checked is the one that is connected to', async () => {
  const { at, network } = await serve((_request, response) => response.end('ok'));
  let asked = 0;
  const rebinding = { ...network, resolve: async () => (asked++ === 0 ? ['127.0.0.1'] : ['10.0.0.1']) };
  expect(await fetched(at('/'), rebinding)).toMatchObject({ bytes: Buffer.from('ok') });
  expect(asked).toBe(1);
});

test('what is too large, packed too well, packed otherwise, missing or never ends is refused', async () => {
  const { at, network } = await serve((request, response) => {
    if (request.url === '/large') {
      const more = () =>
        void (response.write(Buffer.alloc(1_000_000)) ? setImmediate(more) : response.once('drain', more));
      response.on('error', () => {});
      more();
    } else if (request.url === '/bomb')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(19_000_000)));
    else if (request.url === '/other') response.writeHead(200, { 'content-encoding': 'zstd' }).end('x');
    else if (request.url === '/broken')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip');
    else if (request.url === '/slow') response.write('a');
    else response.writeHead(404).end();
  });
  expect(kindsOf(await fetched(at('/large'), network))).toEqual(['too large']);
  expect(kindsOf(await fetched(at('/bomb'), network))).toEqual(['too large']);
  expect(kindsOf(await fetched(at('/other'), network))).toEqual(['not fetched']);
  expect(kindsOf(await fetched(at('/broken'), network))).toEqual(['not fetched']);
  expect(kindsOf(await fetched(at('/missing'), network))).toEqual(['not fetched']);
  expect(await fetched(at('/slow'), { ...network, milliseconds: 300 })).toMatchObject({
    causes: [{ kind: 'not fetched', reason: 'no whole answer in 0.3 s' }],
  });
});
