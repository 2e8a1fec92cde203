import type { ServiceBroker } from 'moleculer';
import type { Bus } from './bus/port.ts';
import type { Collection, Query, Range, Slice } from './store/collection.ts';
import type { Expiring, Rebuildable, RecordStore, WriteState } from './store/port.ts';
import type { System } from './system.ts';

/** What a process gives its services, chosen by `config/`: where records are kept and how events travel. */
export interface Runtime {
  /** Opens the records of a service on the store it is configured for. */
  open<State extends object>(service: string, collection: Collection): StoreAdapter<State>;
  readonly bus: Bus;
  /** The values of the variables of the environment; services read their own by `settingsOf`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The systems that this process knows. */
  readonly systems: readonly System[];
}

/** A record store that moleculer-db can read from. */
export interface StoreAdapter<State> extends RecordStore<State>, Expiring, Partial<Rebuildable<StoreAdapter<State>>> {
  find(query?: Query): Promise<(State & { readonly id: string })[]>;
  /** The records of `find`, and where they go on. */
  slice(query: Query & { readonly limit: number }): Promise<Slice<State & { readonly id: string }>>;
  count(query?: Query): Promise<number>;
  findById(id: string): Promise<(State & { readonly id: string }) | null>;
  findByIds(ids: readonly string[]): Promise<(State & { readonly id: string })[]>;
  /** How many records have a value of a column of texts in each range. The ranges ascend and do not overlap. */
  countBetween(field: string, ranges: readonly Range[]): Promise<number[]>;
  /** The records that have a value of a column of texts in the range, in its order. */
  findBetween(field: string, range: Range): Promise<(State & { readonly id: string })[]>;
  /** Tries whether it takes writes. Never rejects. */
  writeState(): Promise<WriteState>;
  /** Where records are kept relationally: the rows of a read in SQL over the tables of the service. */
  report?<Row extends object>(sql: string): Promise<Row[]>;
}

const runtimes = new WeakMap<ServiceBroker, Runtime>();

export function provide(broker: ServiceBroker, runtime: Runtime): void {
  runtimes.set(broker, runtime);
}

export function runtimeOf(broker: ServiceBroker): Runtime {
  const runtime = runtimes.get(broker);
  if (!runtime) throw new Error(`${broker.nodeID} has no runtime: start services through config/`);
  return runtime;
}
