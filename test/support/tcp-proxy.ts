import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What a proxy does with its connections: the server's replies end them instead of arriving; requests never arrive;
 * nothing does, either way; or all are ended, and no new ones are made.
 */
export type ProxyFault = 'none' | 'cut replies' | 'swallow requests' | 'swallow all' | 'cut off';

/** Stands between a client and a server on 127.0.0.1, and breaks what is between them when it is told to. */
export interface TcpProxy {
  readonly port: number;
  /** From now on. */
  fault: ProxyFault;
  stop(): Promise<void>;
}

export async function startProxy(port: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let fault: ProxyFault = 'none';
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    if (fault === 'cut off') {
      client.destroy();
      return;
    }
    const upstream = connect(port, '127.0.0.1');
    const end = () => {
      for (const socket of [client, upstream]) socket.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', end);
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (data) => {
      if (fault !== 'swallow requests' && fault !== 'swallow all') upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (fault === 'cut replies') end();
      else if (fault !== 'swallow all') client.write(data);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
      if (fault === 'cut off') destroyAll();
    },
    async stop() {
      destroyAll();
      server.close();
      await once(server, 'close');
    },
  };
}
