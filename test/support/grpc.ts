import { type Client, credentials, Metadata, type ServiceError, type StatusObject } from '@grpc/grpc-js';
import { clientOf } from '../../services/gateway/grpc/server.ts';
import { rentalsOverGrpc } from '../../services/library/library.grpc.ts';

/** What a call came to: the answer or the status, and what was said along with it. */
export interface Outcome<Answer> {
  readonly answer?: Answer;
  readonly code: number;
  readonly details: string;
  readonly requestId: string;
  /** Of what went wrong, as HTTP would tell it. */
  readonly problem?: {
    readonly type: string;
    readonly status: number;
    readonly state?: string;
    readonly requestId: string;
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the package makes the methods of a client from the proto file
type Method = (...args: any[]) => any;

/** A client of rental.proto. */
export class RentalsClient {
  private readonly client: Client & Readonly<Record<string, Method>>;

  constructor(address: string) {
    this.client = new (clientOf(rentalsOverGrpc))(address, credentials.createInsecure()) as never;
  }

  /** Never rejects. */
  call<Answer>(
    method: 'reserve' | 'transition' | 'get',
    message: object,
    { metadata = {}, patienceMs = 10_000 }: { metadata?: Readonly<Record<string, string>>; patienceMs?: number } = {},
  ): Promise<Outcome<Answer>> {
    return new Promise((resolve) => {
      let requestId = '';
      const done = (error: ServiceError | null, answer: Answer) =>
        resolve({ ...statusOf(error), requestId, ...(error === null && { answer }) });
      const deadline = Date.now() + patienceMs;
      this.client[method]
        ?.call(this.client, message, metadataOf(metadata), { deadline }, done)
        .on('metadata', (told: Metadata) => {
          requestId = String(told.get('x-request-id')[0]);
        });
    });
  }

  watch(memberId: string, metadata: Readonly<Record<string, string>> = {}): Watch {
    return new Watch(this.client.watch?.call(this.client, { memberId }, metadataOf(metadata)));
  }

  close(): void {
    this.client.close();
  }
}

/** The changes of a page that have come so far. */
export class Watch {
  readonly changes: { readonly row?: { readonly id: string; readonly state: string } }[] = [];
  /** Was it taken? Told by the first change. */
  readonly begun: Promise<boolean>;
  readonly ended: Promise<Outcome<never>>;
  private readonly stream: { on(event: string, listener: (value: never) => void): void; cancel(): void };

  constructor(stream: Watch['stream']) {
    this.stream = stream;
    this.begun = new Promise((resolve) => {
      stream.on('data', (change: Watch['changes'][number]) => {
        this.changes.push(change);
        resolve(true);
      });
      stream.on('error', () => resolve(false));
    });
    this.ended = new Promise((resolve) => {
      stream.on('status', (status: StatusObject) => resolve({ ...statusOf(status), requestId: '' }));
    });
  }

  cancel(): void {
    this.stream.cancel();
  }
}

function metadataOf(values: Readonly<Record<string, string>>): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(values)) metadata.set(name, value);
  return metadata;
}

function statusOf(status: StatusObject | null) {
  const [problem] = status?.metadata.get('problem-bin') ?? [];
  return {
    code: status?.code ?? 0,
    details: status?.details ?? '',
    ...(problem !== undefined && { problem: JSON.parse(String(problem)) }),
  };
}
