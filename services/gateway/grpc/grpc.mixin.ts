import type { Server } from '@grpc/grpc-js';
import { defineMixin } from '../../../mixins/schema.ts';
import { limitsOf, type StreamLimits } from '../stream/streams.ts';
import { Changes } from './changes.ts';
import type { Entrance } from './methods.ts';

/** A second way in, beside HTTP: the same actions for programs that speak gRPC. It is there where it has a port. */
export const grpc = defineMixin<Given, GrpcGateway>({
  created() {
    const { live } = this.offer;
    const { streams } = this.settings;
    this.changes = new Map(live.map((one) => [one.view, new Changes(limitsOf(one, streams), one.owner)]));
  },
  async started() {
    const { host, grpcPort } = this.settings;
    if (grpcPort === undefined) return;
    // Loaded only where it is used: it takes longer than all else of the gateway.
    const [{ serve }, { methodsOf }] = await Promise.all([import('./server.ts'), import('./methods.ts')]);
    const services = this.offer.grpc.map((service) => ({ service, methods: methodsOf(service, this) }));
    const { server, port } = await serve(services, { host, port: grpcPort });
    this.grpcServer = server;
    this.grpcAddress = `${host}:${port}`;
    this.logger.info(`gRPC at ${this.grpcAddress}`);
  },
  methods: {
    async drainGrpc(): Promise<void> {
      const { grpcServer: server } = this;
      this.grpcServer = undefined;
      if (!server) return;
      for (const changes of this.changes.values()) changes.end();
      const { closeServer } = await import('./server.ts');
      await closeServer(server, this.settings.graceMs);
    },
  },
  async stopped() {
    await this.drainGrpc();
  },
});

type Given = Pick<GrpcGateway, 'changes' | 'grpcAddress' | 'drainGrpc'>;

export interface GrpcGateway extends Entrance {
  readonly settings: {
    readonly host: string;
    readonly grpcPort?: number;
    readonly graceMs: number;
    readonly streams: StreamLimits;
  };
  readonly logger: Entrance['logger'] & { info(text: string): void };
  changes: ReadonlyMap<string, Changes>;
  grpcServer: Server | undefined;
  /** `127.0.0.1:50051`, where it listens. */
  grpcAddress: string | undefined;
  drainGrpc(): Promise<void>;
}
