import type { Server } from '@grpc/grpc-js';
import type { Context } from 'moleculer';
import { defineMixin } from '../../../mixins/schema.ts';
import { type MypageChanged, mypageChanged } from '../../library/mypage/mypage.contract.ts';
import type { StreamLimits } from '../stream/streams.ts';
import { Changes } from './changes.ts';
import type { Entrance } from './rentals.ts';

/** A second way in, beside HTTP: the same actions for programs that speak gRPC. It is there where it has a port. */
export const grpc = defineMixin<Given, GrpcGateway>({
  events: {
    [mypageChanged](ctx: Context<MypageChanged>) {
      this.changes.tell(ctx.params.rows);
    },
  },
  created() {
    this.changes = new Changes(this.settings.streams);
  },
  async started() {
    const { host, grpcPort } = this.settings;
    if (grpcPort === undefined) return;
    // Loaded only where it is used: it takes longer than all else of the gateway.
    const [{ serve }, { rentals }] = await Promise.all([import('./server.ts'), import('./rentals.ts')]);
    const { server, port } = await serve(rentals(this, this.changes), { host, port: grpcPort });
    this.grpcServer = server;
    this.grpcAddress = `${host}:${port}`;
    this.logger.info(`gRPC at ${this.grpcAddress}`);
  },
  methods: {
    async drainGrpc(): Promise<void> {
      const { grpcServer: server } = this;
      this.grpcServer = undefined;
      if (!server) return;
      this.changes.end();
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
  changes: Changes;
  grpcServer: Server | undefined;
  /** `127.0.0.1:50051`, where it listens. */
  grpcAddress: string | undefined;
  drainGrpc(): Promise<void>;
}
