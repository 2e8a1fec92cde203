import type { ServerWritableStream } from '@grpc/grpc-js';
import type { Row } from '../stream/streams.ts';
import type { Changes } from './changes.ts';

export type WatchCall = ServerWritableStream<Readonly<Record<string, unknown>>, { readonly row?: Row }>;

/**
 * Writes the changes of an owner's rows to a call. A client that takes them too slowly misses some, and is told to read
 * them again.
 * @throws ProblemError 429, 503
 */
export function watchRows(call: WatchCall, ownerId: string, changes: Changes): void {
  let isBehind = false;
  const write = (change: { readonly row?: Row }) => {
    if (!isBehind) isBehind = !call.write(change);
  };
  const remove = changes.add(ownerId, {
    tell: (row) => write({ row }),
    refresh: () => write({}),
    end: () => call.end(),
  });
  call.on('drain', () => {
    isBehind = false;
    write({});
  });
  call.on('close', remove);
  call.on('cancelled', remove);
  call.on('finish', remove);
  write({});
}
