import { Refused } from '../kernel/errors.ts';
import type { Log } from '../log.ts';

/** Records that are told of; past it they are told of once more. */
const remembered = 1_000;

/**
 * Records of a store that cannot be read, each told once. Who asks for one is refused, the others are served. It is not
 * `store-unavailable`: consumers wait for a store that is away, but put an event of a damaged record to the dead letters.
 */
export class UnreadableRecords {
  private readonly place: string;
  private readonly log: Log;
  private readonly told = new Set<string>();

  /** `place`: the file or database, and the table, for who reads the log. */
  constructor(place: string, log: Log) {
    this.place = place;
    this.log = log;
  }

  /**
   * The state of a record, as `read` has it.
   * @throws Refused `record-unreadable` when it is none
   */
  state<State>(id: string, read: () => unknown): State {
    let cause = 'it is no object';
    try {
      const state = read();
      if (typeof state === 'object' && state !== null && !Array.isArray(state)) return state as State;
    } catch (error) {
      cause = (error as Error).message;
    }
    this.tell(id, cause);
    throw new Refused({
      refused: 'record-unreadable',
      kind: 'unavailable',
      detail: `A record cannot be read: ${id} in ${this.place}.`,
    });
  }

  private tell(id: string, cause: string): void {
    if (this.told.size >= remembered) this.told.clear();
    if (!this.told.has(id)) this.log.error(`${this.place}: the state of ${id} cannot be read: ${cause}`);
    this.told.add(id);
  }
}
