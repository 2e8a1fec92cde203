import type { Collection } from '../store/collection.ts';
import type { RecordStore } from '../store/port.ts';

/** How a service makes up for events that the bus has lost. */
export interface Recovery {
  /** Where it is kept how far the streams were acknowledged. */
  readonly marks: RecordStore<Mark>;
  /** All records tell their state again. Resolves with how many have; rejects once the signal is aborted before the last. */
  restateAll(signal: AbortSignal): Promise<number>;
}

/** How far a stream had come when it acknowledged an event of a service; the record's id is its name. */
export interface Mark {
  /** When the stream was made, as its server says. */
  readonly made: string;
  readonly sequence: number;
}

/** Where a service keeps how far the streams have come that it publishes to. */
export const streamMarks: Collection = { name: 'stream_mark', columns: {} };

/** Has a stream that is as `found` lost something that it had acknowledged when it was as `mark`? */
export function hasLost(mark: Mark, found: Mark): boolean {
  return found.made !== mark.made || found.sequence < mark.sequence;
}
