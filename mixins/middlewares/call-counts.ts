import { isFailure } from './circuit-breaker.middleware.ts';

/** What became of the calls of a minute. */
export interface CallMinute {
  /** RFC 3339: when the minute began. */
  readonly minute: string;
  readonly calls: number;
  /** Calls that were refused for what they asked, or for who asked. */
  readonly refused: number;
  /** Calls that failed on the side of the system. */
  readonly failed: number;
  /** Refused and failed calls by the code of their error. */
  readonly kinds: Readonly<Record<string, number>>;
}

const minuteMs = 60_000;
const kept = 60;
/** Codes that are kept apart; a client cannot make more of them. */
const mostKinds = 50;

/** Counts calls in memory, minute by minute, for an hour. Minutes without calls are left out. */
export class CallCounts {
  private readonly byMinute = new Map<number, CallMinute>();

  /** @param now epoch ms @param error what the call ended with, if it did not succeed */
  count(now: number, error?: Error): void {
    const minute = Math.floor(now / minuteMs);
    const before = this.byMinute.get(minute) ?? emptyMinute(minute);
    this.byMinute.set(minute, error ? withError(before, error) : { ...before, calls: before.calls + 1 });
    this.forget(minute);
  }

  /** @returns the minutes of the last hour, the oldest first */
  minutes(now: number): CallMinute[] {
    this.forget(Math.floor(now / minuteMs));
    return [...this.byMinute].toSorted(([one], [other]) => one - other).map(([, counted]) => counted);
  }

  private forget(now: number): void {
    for (const minute of this.byMinute.keys()) if (minute <= now - kept) this.byMinute.delete(minute);
  }
}

function emptyMinute(minute: number): CallMinute {
  return { minute: new Date(minute * minuteMs).toISOString(), calls: 0, refused: 0, failed: 0, kinds: {} };
}

function withError(
  { minute, calls, refused, failed, kinds }: CallMinute,
  error: Error & { type?: unknown },
): CallMinute {
  const said = typeof error.type === 'string' && error.type !== '' ? error.type : error.name;
  const kind = said in kinds || Object.keys(kinds).length < mostKinds ? said : 'other';
  const isFailed = isFailure(error) || error.name === 'BrokerDisconnectedError';
  return {
    minute,
    calls: calls + 1,
    refused: refused + (isFailed ? 0 : 1),
    failed: failed + (isFailed ? 1 : 0),
    kinds: { ...kinds, [kind]: (kinds[kind] ?? 0) + 1 },
  };
}

/** The sum of what several nodes have counted, the oldest minute first. */
export function sumOf(counted: readonly (readonly CallMinute[])[]): CallMinute[] {
  const sums = new Map<string, CallMinute>();
  for (const next of counted.flat()) {
    const { minute } = next;
    const sum = sums.get(minute);
    sums.set(minute, sum ? added(sum, next) : next);
  }
  return [...sums.values()].toSorted((one, other) => one.minute.localeCompare(other.minute));
}

function added(one: CallMinute, other: CallMinute): CallMinute {
  const kinds: Record<string, number> = { ...one.kinds };
  for (const [kind, count] of Object.entries(other.kinds)) kinds[kind] = (kinds[kind] ?? 0) + count;
  return {
    minute: one.minute,
    calls: one.calls + other.calls,
    refused: one.refused + other.refused,
    failed: one.failed + other.failed,
    kinds,
  };
}
