// A front that gives its clients process numbers of its own, as poolers of sessions do (PgBouncer with pool_mode = session).
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The message with a session's process number, in the manual's "BackendKeyData": K, length 12, number, key. */
const SESSION_KEY = Buffer.from([0x4b, 0, 0, 0, 12]);

export async function startPoolerFront(port: number): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const behind = connect(port, '127.0.0.1');
    let isKeySent = false;
    for (const [socket, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => other.destroy());
    }
    client.pipe(behind);
    behind.on('data', (data) => {
      const at = isKeySent ? -1 : data.indexOf(SESSION_KEY);
      if (at >= 0) {
        data.writeInt32BE(7, at + SESSION_KEY.length);
        isKeySent = true;
      }
      client.write(data);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
