import type { Envelope } from '../../mixins/kernel/event.ts';
import { keep, restoreEntry } from '../../services/history/history.projection.ts';
import { inOrder } from '../../services/history/order.ts';
import { presentBook, presentWaitlist } from '../../services/library/book/book.view.ts';
import { projectMypage } from '../../services/library/mypage/mypage.projection.ts';
import type { RentalEnvelope } from '../../services/library/rental/rental.contract.ts';
import { stepsOf } from '../../services/library/rental/rental.history.ts';
import { presentRental } from '../../services/library/rental/rental.view.ts';
import { balancesOf, type Posting } from '../../services/payment/ledger.ts';
import { presentPayment } from '../../services/payment/payment.view.ts';
import { systems } from '../../services/systems.ts';
import { probesOf } from './probes.ts';
import { evolved, type GoldenRecord, initialOf, outcomeOf, recordsOf } from './world.ts';

/** What the code of a day made of the events of one life. */
export interface Expected {
  readonly records: readonly GoldenRecord[];
  /** What each service answers of them. */
  readonly views: readonly object[];
  readonly decisions: readonly Decision[];
  /** Rows of my page. */
  readonly pages: readonly object[];
  readonly histories: readonly {
    readonly rentalId: string;
    readonly steps: readonly object[];
    readonly story: object;
  }[];
  readonly balances: readonly object[];
}

/** What a command does to a record at a version. */
export interface Decision {
  readonly source: string;
  readonly id: string;
  readonly version: number;
  readonly command: object;
  readonly outcome: readonly string[] | string;
}

export function expectationsOf(events: readonly Envelope[]): Expected {
  const records = recordsOf(events);
  return plain({
    records,
    views: records.map(viewOf),
    decisions: decisionsOf(events),
    pages: pagesOf(events),
    histories: historiesOf(events),
    balances: balancesOfRecords(records),
  });
}

export function viewOf({ source, id, state }: GoldenRecord): object {
  const record = { id, ...state } as never;
  if (source === '/rental') return presentRental(record);
  if (source === '/payment') return presentPayment(record);
  if (source === '/screening.hospital' || source === '/vaccine.calendar') return dayOf(record);
  if (source !== '/book') return record;
  return { ...presentBook(record), ...presentWaitlist(record), copies: presentWaitlist(record).copies };
}

/** What was given back twice is remembered for a while, and shown to nobody. */
function dayOf({ places, ...day }: { readonly places: { readonly closed?: unknown } }): object {
  const { closed: _, ...shown } = places;
  return { ...day, places: shown };
}

function decisionsOf(events: readonly Envelope[]): Decision[] {
  const states = new Map<string, object>();
  return events.flatMap((event) => {
    const { source, subject: id, version } = event;
    const state = evolved(source, states.get(`${source}/${id}`) ?? initialOf(source), event);
    states.set(`${source}/${id}`, state);
    const probes = probesOf({ source, id, version, state });
    return probes.map((command) => ({ source, id, version, command, outcome: outcomeOf(source, state, command) }));
  });
}

/** Of each rental the row of its newest event that shows. */
export function pagesOf(events: readonly Envelope[]): object[] {
  const rows = new Map<string, object>();
  for (const event of events) {
    if (event.source !== '/rental') continue;
    const row = event.type.startsWith('library.') ? projectMypage(event as RentalEnvelope) : undefined;
    if (row) rows.set(event.subject, { id: event.subject, ...row });
  }
  return [...rows.values()];
}

function historiesOf(events: readonly Envelope[]) {
  const all = events.flatMap((event) => keep(event, systems) ?? []);
  return [...new Set(all.map(({ story }) => story))].map((rentalId) => {
    const own = all.filter(({ story }) => story === rentalId);
    const happenings = own.map(({ happening, correlationId }) => restoreEntry(happening, correlationId));
    return { rentalId, steps: stepsOf(inOrder(happenings)), story: inOrder(happenings).map(({ type }) => type) };
  });
}

function balancesOfRecords(records: readonly GoldenRecord[]): object[] {
  const payments = records.filter(({ source }) => source === '/payment');
  return payments.map(({ id, state }) => ({ id, ...balancesOf((state as { postings: Posting[] }).postings) }));
}

/** As it reads from a file. */
export function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}
