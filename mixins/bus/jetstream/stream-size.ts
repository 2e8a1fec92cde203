import { NatsError } from 'nats';

const megabyte = 1024 ** 2;

/** What the server says when it, or the account, cannot reserve so much; the first is of a cluster. */
const noRoom = [10_005, 10_002, 10_023, 10_047, 10_122];

export interface Sizes {
  /** Bytes, of which the server has no limit below 0. */
  readonly wanted: number;
  readonly present: number;
  readonly held: number;
}

/** The size of a stream that is there: the wanted one, unless what it holds would fill more than half of it. */
export function newSize({ wanted, present, held }: Sizes): number {
  const isSmaller = present < 0 || wanted < present;
  return isSmaller && held * 2 > wanted ? present : wanted;
}

export function isNoRoom(error: unknown): error is NatsError {
  return error instanceof NatsError && noRoom.includes(error.api_error?.err_code ?? 0);
}

/** The error in words that say what to do, where the server has no room for the stream of a context. */
export function explained(error: unknown, context: string, bytes: number): unknown {
  return isNoRoom(error) ? new NoRoom(context, bytes, error) : error;
}

export function inMegabytes(bytes: number): number {
  return Math.ceil(bytes / megabyte);
}

class NoRoom extends Error {
  constructor(context: string, bytes: number, cause: NatsError) {
    const size = inMegabytes(bytes);
    const smaller = Math.max(1, Math.floor(size / 4));
    super(
      `NATS has no room for the stream ${context.toUpperCase()} of ${size} MB: ${cause.message}. Give JetStream more (max_file_store of the server, or the limits of the account), or streams less: EVENT_STREAM_MB=${smaller} for each, EVENT_STREAM_MB=${size},${context}=${smaller} for this one.`,
      { cause },
    );
    this.name = 'NoRoom';
  }
}
