import { randomly } from '../support/random.ts';
import type { Layout } from './cluster/layout.ts';

/** What is done to the cluster, from `at` to `until`, milliseconds since the run began. */
export type Fault = { readonly at: number; readonly until: number; readonly alone?: Alone } & (
  | { readonly kind: 'kill'; readonly target: string }
  /** SIGSTOP: it wakes as a zombie owner of its mailboxes. */
  | { readonly kind: 'freeze'; readonly target: string }
  /** What the node sends to NATS is lost, and then its connection is. */
  | { readonly kind: 'mute'; readonly target: string }
  | { readonly kind: 'payment'; readonly trouble: Trouble }
  /** No node reaches NATS: it is refused, or, silently, gets no answer. */
  | { readonly kind: 'cut'; readonly silently: boolean }
);

/**
 * Not before the other replicas of the target run, which start slowly where the machine is busy; left out when that
 * takes too long. While NATS is cut off no process can start, and it is done all the same.
 */
type Alone = true;

/** `late`: it answers when nobody waits any more. */
export type Trouble = 'slow' | 'failing' | 'late';

export interface ScheduleOptions {
  readonly layout: Pick<Layout, 'owners' | 'processNames' | 'group'>;
  readonly seed: number;
  readonly seconds: number;
}

/** Milliseconds at the beginning and the end in which nothing is done. */
const margin = 1_500;
/** Milliseconds from one fault to the next. */
const pause = [1_500, 4_000] as const;
/** Milliseconds that each lasts. */
const lengths = { kill: [100, 1_500], freeze: [1_500, 9_000], mute: [500, 2_500], payment: [2_500, 6_000] } as const;
/** Milliseconds that a process is spared after a fault. */
const rest = 3_000;
/** The share of each kind among the faults. */
const kinds = ['kill', 'kill', 'kill', 'kill', 'freeze', 'freeze', 'mute', 'payment'] as const;
const troubles: readonly Trouble[] = ['slow', 'failing', 'late'];

/**
 * The faults of a run, the same for the same seed. Of two replicas one at a time is in trouble: that is what the second
 * one is for. NATS is cut off for 60 seconds, in runs under two minutes for a quarter of the time.
 */
export function drawSchedule({ seed, seconds, layout }: ScheduleOptions): Fault[] {
  const random = randomly(seed);
  const between = ([from, to]: readonly [number, number]) => Math.round(from + random() * (to - from));
  const oneOf = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const end = seconds * 1_000 - margin;
  const faults: Fault[] = [];
  const cutFor = seconds >= 120 ? 60_000 : seconds * 250;
  const cutAt = between([margin, Math.max(margin, end - cutFor)]);
  faults.push({ kind: 'cut', at: cutAt, until: Math.min(end, cutAt + cutFor), silently: random() < 0.5 });

  for (let at = margin + between(pause); at < end; at += between(pause)) {
    const kind = oneOf(kinds);
    const until = Math.min(end, at + between(lengths[kind]));
    if (kind === 'payment') {
      if (!faults.some((fault) => fault.kind === 'payment' && fault.until > at))
        faults.push({ kind, at, until, trouble: oneOf(troubles) });
      continue;
    }
    const busy = new Set(faults.filter((fault) => fault.until + rest > at).flatMap((fault) => groupOf(fault, layout)));
    const free = (kind === 'kill' ? layout.processNames : layout.owners).filter(
      (name) => !busy.has(layout.group(name)),
    );
    if (free.length > 0) faults.push({ kind, at, until, alone: true, target: oneOf(free) } as Fault);
  }
  return faults.sort((one, other) => one.at - other.at);
}

function groupOf(fault: Fault, layout: Pick<Layout, 'group'>): string[] {
  return 'target' in fault ? [layout.group(fault.target)] : [];
}

/** In words: `kill rental-1`. */
export function nameOf(fault: Fault): string {
  switch (fault.kind) {
    case 'payment':
      return `payment ${fault.trouble}`;
    case 'cut':
      return fault.silently ? 'NATS silent' : 'NATS cut off';
    default:
      return `${fault.kind} ${fault.target}`;
  }
}
