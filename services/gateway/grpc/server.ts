import { fileURLToPath } from 'node:url';
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServiceClientConstructor,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const proto = fileURLToPath(new URL('../../library/rental/rental.proto', import.meta.url));

/** The service of rental.proto, as grpc-js has it. */
export function rentalsService(): ServiceClientConstructor {
  const loaded = loadPackageDefinition(loadSync(proto)) as unknown as {
    yeyak: { library: { v1: { Rentals: ServiceClientConstructor } } };
  };
  return loaded.yeyak.library.v1.Rentals;
}

/** Bytes of a message: more than any of ours has. */
const most = 65_536;

/** Resolves when it listens, with the port. Rejects with what to do about it when the port cannot be had. */
export async function serve(
  methods: object,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = new Server({ 'grpc.max_receive_message_length': most, 'grpc.max_metadata_size': most / 4 });
  server.addService(rentalsService().service, methods as UntypedServiceImplementation);
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (cause, bound) => {
      if (cause) reject(new Error(`gRPC cannot listen on ${address}: set GRPC_PORT to another port.`, { cause }));
      else resolve({ server, port: bound });
    });
  });
}

/** Takes no new calls, and resolves when those under way have ended, which are cut after `graceMs`. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.forceShutdown(), graceMs);
  await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  clearTimeout(cut);
}
