import { effect, type Signal, signal } from '@preact/signals';
import { follow } from './stream.ts';

/** Do changes arrive by themselves now? */
export type Connection = 'live' | 'lost' | 'none';

interface Followed<Row> {
  readonly connection: Signal<Connection>;
  /** Reads everything again: the stream says nothing of what was before it. */
  readonly read: (signal: AbortSignal) => Promise<unknown>;
  readonly onRow: (row: Row) => void;
}

/** Milliseconds before a look that failed is tried again. */
const patience = 3_000;
/** Milliseconds between two looks of a window that nobody sees: browsers allow it one a minute. */
const pause = 60_000;

const visible = signal(document.visibilityState === 'visible');
document.addEventListener('visibilitychange', () => {
  visible.value = document.visibilityState === 'visible';
});

/**
 * Keeps what is shown up to date by a stream of rows. A browser gives an origin six connections: windows nobody looks
 * at keep none, and look now and then.
 * @returns the end of it
 */
export function followWhileSeen<Row>(path: string, followed: Followed<Row>): () => void {
  return effect(() => {
    const closing = new AbortController();
    const look = () => void followed.read(closing.signal).catch(() => {});
    const timer = visible.value ? undefined : setInterval(look, pause);
    if (visible.value) followRows(path, followed, closing.signal);
    return () => {
      closing.abort();
      clearInterval(timer);
    };
  });
}

function followRows<Row>(path: string, { connection, read, onRow }: Followed<Row>, signal: AbortSignal): void {
  let nextTry: ReturnType<typeof setTimeout> | undefined;
  const readAnew = () => {
    clearTimeout(nextTry);
    read(signal).catch(() => {
      clearTimeout(nextTry);
      if (!signal.aborted) nextTry = setTimeout(readAnew, patience);
    });
  };
  void follow(path, {
    signal,
    onOpen: () => {
      connection.value = 'live';
    },
    onLost: () => {
      connection.value = 'lost';
      readAnew();
    },
    onEvent: ({ event, data }) => {
      if (event === 'refresh') readAnew();
      else onRow(JSON.parse(data) as Row);
    },
  });
}
