import { type Decider, type DomainEvent, evolveAll, isRefusal, type Refusal } from '../kernel/decider.ts';
import { type Envelope, envelop } from '../kernel/event.ts';
import type { RecordStore, Stored } from '../store/port.ts';
import { pause } from '../waiting/waiting.ts';

/** A command on its way: what to do, when, and what it follows from. */
export interface Letter<Command> {
  readonly command: Command;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly correlationId: string;
  readonly causationId: string;
}

/** `changed` tells a command that did something from one that had been done before. */
export type Answer<State> = (Stored<State> & { readonly changed: boolean }) | Refusal;

export interface MailboxOptions<State, Command, Event extends DomainEvent> {
  readonly decider: Decider<State, Command, Event>;
  readonly store: Pick<RecordStore<State>, 'load' | 'commit'>;
  /** The service, as the events name it: `/rental`. */
  readonly source: string;
}

/** Waiting commands that one write takes at most: folding 64 is what makes a hot record fast. */
const fold = 64;

/**
 * The mailbox of one aggregate: one command at a time, each decided on the state that the one before left.
 * Commands that wait together are decided together and committed in one write. The version check of the
 * store guards against another owner: who loses reloads and decides again.
 */
export class Mailbox<State, Command, Event extends DomainEvent> {
  private readonly id: string;
  private readonly options: MailboxOptions<State, Command, Event>;
  private waiting: Pending<State, Command>[] = [];
  private record: Stored<State> | undefined;
  private draining: Promise<void> | undefined;

  /** `fresh`: the id is believed to be new, so a first command that is accepted goes without a read. */
  constructor(id: string, options: MailboxOptions<State, Command, Event>, fresh: boolean) {
    this.id = id;
    this.options = options;
    if (fresh) this.record = this.blank();
  }

  get busy(): boolean {
    return this.draining !== undefined;
  }

  /** Commands that are not being handled yet. */
  get depth(): number {
    return this.waiting.length;
  }

  post(letter: Letter<Command>): Promise<Answer<State>> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ letter, resolve, reject });
      this.draining ??= this.drain();
    });
  }

  /** Resolves when every command that was posted has its answer. */
  async idle(): Promise<void> {
    await this.draining;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, fold);
      try {
        await this.handle(batch);
      } catch (error) {
        this.record = undefined;
        for (const { reject } of batch) reject(error);
      }
    }
    this.draining = undefined;
  }

  private async handle(batch: readonly Pending<State, Command>[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const remembered = this.record;
      const record = remembered ?? (await this.load());
      const outcome = this.decideAll(batch, record);
      const changes = outcome.events.length > 0;
      // A commit finds out whether what is remembered still holds. Where there is none, only a read can.
      if (changes ? await this.commit(record, outcome) : !remembered) {
        this.record = outcome.record;
        for (const reply of outcome.replies) reply();
        return;
      }
      this.record = undefined;
      if (changes) await backOff(attempt);
    }
  }

  private async load(): Promise<Stored<State>> {
    return (await this.options.store.load(this.id)) ?? this.blank();
  }

  private commit(from: Stored<State>, { record, events }: Outcome<State>): Promise<boolean> {
    const { id, version, state } = record;
    const { version: expectedVersion, state: previous } = from;
    return this.options.store.commit({ id, version, state, previous, expectedVersion, events });
  }

  private decideAll(batch: readonly Pending<State, Command>[], from: Stored<State>): Outcome<State> {
    let record = from;
    const events: Envelope[] = [];
    const replies: (() => void)[] = [];
    for (const { letter, resolve, reject } of batch) {
      try {
        const step = this.decideOne(letter, record);
        if ('refused' in step) {
          replies.push(() => resolve(step));
          continue;
        }
        events.push(...step.events);
        record = step.record;
        const { id, version, state } = record;
        const answer = { id, version, state, changed: step.events.length > 0 };
        replies.push(() => resolve(answer));
      } catch (error) {
        replies.push(() => reject(error));
      }
    }
    return { record, events, replies };
  }

  private decideOne({ command, at, correlationId, causationId }: Letter<Command>, record: Stored<State>) {
    const { decider, source } = this.options;
    const decided = decider.decide(command, record.state);
    if (isRefusal(decided)) return decided;
    if (decided.length === 0) return { record, events: [] };
    const events = envelop(decided, record.version, { source, subject: this.id, at, correlationId, causationId });
    const state = evolveAll(decider, record.state, decided);
    return { record: { id: this.id, version: record.version + decided.length, state }, events };
  }

  private blank(): Stored<State> {
    return { id: this.id, version: 0, state: this.options.decider.initial };
  }
}

interface Pending<State, Command> {
  readonly letter: Letter<Command>;
  readonly resolve: (answer: Answer<State>) => void;
  readonly reject: (error: unknown) => void;
}

interface Outcome<State> {
  readonly record: Stored<State>;
  readonly events: readonly Envelope[];
  readonly replies: readonly (() => void)[];
}

/** Jittered, up to 50 ms: immediate retries made 118 commands/s of what back-off makes 706. */
async function backOff(attempt: number): Promise<void> {
  const longest = Math.min(2 ** attempt, 50);
  await pause(Math.random() * longest);
}
