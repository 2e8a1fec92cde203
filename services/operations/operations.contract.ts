import type { Backlog } from '../../mixins/bus/port.ts';
import type { CallMinute } from '../../mixins/middlewares/call-counts.ts';
import type { Breaker } from '../../mixins/middlewares/circuit-breaker.middleware.ts';
import type { DeadLetterView } from './operations.answers.contract.ts';

/**
 * What others may depend on of operations, which every process has: any of them answers for the whole system.
 * What its actions do is for administrators.
 */

/** What of the dead letters is meant: all that is given must hold. Times are RFC 3339. */
export interface DeadLetterQuery {
  readonly consumer?: string;
  readonly type?: string;
  /** Given up at or after. */
  readonly after?: string;
  /** Given up before. */
  readonly before?: string;
}

/** `operations.deadLetters.list`: newest first, without their messages. */
export interface ListDeadLetters extends DeadLetterQuery {
  readonly page?: number;
  readonly pageSize?: number;
  /** The `next` of the page before. */
  readonly cursor?: string;
}

/**
 * `operations.deadLetters.retry`, which answers before the outcome is known, and `discard`. Refused
 * `dead-letter-not-found`, `dead-letter-without-consumer` and `unclear-selection`.
 */
export interface SelectDeadLetters extends DeadLetterQuery {
  readonly id?: string;
  readonly all?: true;
}

export type { Repaired, WholeDeadLetterView } from './operations.answers.contract.ts';
export type { DeadLetterView };

export interface DeadLetterPage {
  readonly rows: readonly DeadLetterView[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly totalPages: number;
  readonly next?: string;
  /** How many there are for each consumer, whatever was asked for. */
  readonly consumers: Readonly<Record<string, number>>;
}

/** `operations.node`: what a node tells of itself. */
export interface NodeView {
  readonly id: string;
  readonly services: readonly string[];
  /** Seconds. */
  readonly uptime: number;
  /** Bytes. */
  readonly memory: number;
  /** How it sees those whom it calls. */
  readonly breakers: readonly Breaker[];
  /** Reservations that were asked for through it in the last hour; nodes of older versions do not count them. */
  readonly reservations?: readonly CallMinute[];
}

/** Reservations of the last hour, as the nodes counted them that answer. */
export interface ReservationsView {
  /** At least half of the newest, and at least three, failed or were declined by the payment. */
  readonly failing: boolean;
  /** The oldest first; minutes without reservations are left out. */
  readonly minutes: readonly CallMinute[];
}

/** `operations.system`. */
export interface SystemView {
  /** `silent`: the node is known but does not answer. */
  readonly nodes: readonly (NodeView | (Pick<NodeView, 'id' | 'services'> & { readonly silent: true }))[];
  readonly reservations: ReservationsView;
  /** How far each consumer is behind; unknown while the bus is away. */
  readonly consumers?: readonly Backlog[];
}

/** Where `operations.repair` begins: at the first service's first record, or where an earlier one ended. */
export interface RepairStart {
  readonly service?: string;
  readonly after?: string;
  readonly run?: string;
}
