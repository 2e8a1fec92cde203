import type { ServerWritableStream } from '@grpc/grpc-js';
import type { MypageView } from '../../library/mypage/mypage.contract.ts';
import type { Changes } from './changes.ts';

export type WatchCall = ServerWritableStream<Readonly<Record<string, unknown>>, { readonly row?: MypageView }>;

/**
 * Writes the changes of a member's page to a call. A client that takes them too slowly misses some, and is told to read
 * the page anew.
 * @throws ProblemError 429, 503
 */
export function watchPage(call: WatchCall, memberId: string, changes: Changes): void {
  let isBehind = false;
  const write = (change: { readonly row?: MypageView }) => {
    if (!isBehind) isBehind = !call.write(change);
  };
  const remove = changes.add(memberId, {
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
