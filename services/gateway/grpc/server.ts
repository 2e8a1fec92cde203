import { fileURLToPath } from 'node:url';
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServiceClientConstructor,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { GrpcService } from '../../../mixins/system.ts';
import { later } from '../../../mixins/waiting/timers.ts';

/** A service of gRPC as grpc-js has it, of its proto. @throws when the proto has none of this name */
export function clientOf({ proto, name }: Pick<GrpcService, 'proto' | 'name'>): ServiceClientConstructor {
  let found: unknown = loadPackageDefinition(loadSync(fileURLToPath(proto)));
  for (const part of name.split('.')) found = (found as Readonly<Record<string, unknown>> | undefined)?.[part];
  if (typeof found !== 'function') throw new Error(`${fileURLToPath(proto)} has no service ${name}`);
  return found as ServiceClientConstructor;
}

interface Served {
  readonly service: GrpcService;
  readonly methods: object;
}

/** Bytes of a message: more than any of ours has. */
const most = 65_536;

/** Resolves when it listens, with the port. Rejects with what to do about it when the port cannot be had. */
export async function serve(
  services: readonly Served[],
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = new Server({ 'grpc.max_receive_message_length': most, 'grpc.max_metadata_size': most / 4 });
  for (const { service, methods } of services)
    server.addService(clientOf(service).service, methods as UntypedServiceImplementation);
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
  const cut = later(graceMs, () => server.forceShutdown());
  await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  cut.stop();
}
