import { EventSourceParserStream } from 'eventsource-parser/stream';
import { authorization } from '../session/session.ts';

export interface StreamEvent {
  readonly event: string | undefined;
  readonly data: string;
}

/** Milliseconds before a stream that has ended is asked for again; the pause grows while it cannot be had. */
const pauses = [1_000, 2_000, 4_000, 8_000, 15_000];
/** Milliseconds without a sign of life, of which there is one every fifteen seconds. */
const silence = 40_000;

/**
 * Reads a stream of server-sent events for as long as `signal` allows, and goes on where it was when it breaks.
 * By `fetch`, since an EventSource can show no token.
 */
export async function follow(
  path: string,
  {
    signal,
    onEvent,
    onOpen,
    onLost,
  }: {
    readonly signal: AbortSignal;
    readonly onEvent: (event: StreamEvent) => void;
    readonly onOpen: () => void;
    readonly onLost: () => void;
  },
): Promise<void> {
  let position: string | undefined;
  let failures = 0;
  while (!signal.aborted) {
    await read().catch(() => {});
    if (signal.aborted) return;
    onLost();
    await wait(pauses[Math.min(failures, pauses.length - 1)] ?? 0, signal);
    failures += 1;
  }

  async function read(): Promise<void> {
    const alive = new Watch(silence);
    const headers = { ...(await authorization()), ...(position !== undefined && { 'last-event-id': position }) };
    const response = await fetch(path, { headers, signal: AbortSignal.any([signal, alive.signal]) });
    addEventListener('offline', alive.abort, { signal: alive.signal });
    if (!response.ok || !response.body) return;
    failures = 0;
    onOpen();
    const onComment = () => alive.renew();
    const events = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream({ onComment }));
    const reader = events.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      alive.renew();
      position = next.value.id ?? position;
      onEvent({ event: next.value.event, data: next.value.data });
    }
    alive.end();
  }
}

/** Aborts when it is not renewed in time. */
class Watch {
  private readonly controller = new AbortController();
  private readonly milliseconds: number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
    this.renew();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  readonly abort = (): void => this.controller.abort();

  renew(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.abort, this.milliseconds);
  }

  end(): void {
    clearTimeout(this.timer);
    this.abort();
  }
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const enough = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', enough, { once: true });
    addEventListener('online', enough, { once: true });
  });
}
