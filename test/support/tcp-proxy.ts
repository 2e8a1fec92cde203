import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What a proxy does with a connection that carries data. */
type Fault = 'none' | 'cut replies' | 'swallow requests';

/** Stands between a client and a server on 127.0.0.1, and breaks what is between them when it is told to. */
export interface TcpProxy {
  readonly port: number;
  /** From now on: the server's replies end the connection instead of arriving; or requests never arrive. */
  fault: Fault;
  stop(): Promise<void>;
}

export async function startProxy(port: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
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
      if (proxy.fault !== 'swallow requests') upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (proxy.fault === 'cut replies') end();
      else client.write(data);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: TcpProxy = {
    port: (server.address() as AddressInfo).port,
    fault: 'none',
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
