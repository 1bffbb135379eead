// A front of a server that is there for one connection and then away, as a server is that is started again.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

export interface LeavingFront {
  port: number;
  /** Listens again, for good. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

export async function startLeavingFront(port: number): Promise<LeavingFront> {
  let isLeaving = true;
  const front = createServer((client) => {
    const behind = connect(port, '127.0.0.1');
    for (const socket of [client, behind]) socket.on('error', () => client.destroy());
    client.once('close', () => behind.destroy());
    client.pipe(behind).pipe(client);
    // Who is connected stays so; nobody else comes in.
    if (isLeaving) front.close();
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const address = front.address() as AddressInfo;
  return {
    port: address.port,
    async comeBack() {
      isLeaving = false;
      front.listen(address.port, '127.0.0.1');
      await once(front, 'listening');
    },
    close: async () => {
      if (front.listening) await new Promise((resolve) => front.close(resolve));
    },
  };
}
