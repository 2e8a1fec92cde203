import type { DomainEvent } from '../kernel/decider.ts';
import { type Answer, type Letter, Mailbox, type MailboxOptions } from './mailbox.ts';

/** Actors of one generation at most, and so half of those that stay in memory. */
const generation = 5_000;
/** Milliseconds that a generation lasts at most: an actor is passivated when it is not used for one or two of them. */
const idleTime = 60_000;

/**
 * The aggregates of one kind that live in this process: each is loaded at its first command and
 * passivated when it is idle. Nothing is lost with them, since an answer is given only after the commit.
 */
export class Actors<State, Command, Event extends DomainEvent> {
  private readonly options: MailboxOptions<State, Command, Event>;
  /** Used since the last turn of generations. */
  private recent = new Map<string, Mailbox<State, Command, Event>>();
  /** Used in the generation before. */
  private older = new Map<string, Mailbox<State, Command, Event>>();
  private turnedAt = 0;

  constructor(options: MailboxOptions<State, Command, Event>) {
    this.options = options;
  }

  get size(): number {
    return this.recent.size + this.older.size;
  }

  /** Commands that wait in mailboxes. */
  get waiting(): number {
    return this.busy().reduce((sum, mailbox) => sum + mailbox.depth, 0);
  }

  /**
   * Hands a command to the aggregate `id` and resolves with its new state, or with the refusal.
   * `fresh` says that the id is new, which saves a read and is harmless when it is wrong.
   */
  tell(id: string, letter: Letter<Command>, fresh = false): Promise<Answer<State>> {
    if (this.recent.size >= generation || letter.at - this.turnedAt >= idleTime) this.turn(letter.at);
    const mailbox = this.recent.get(id) ?? this.activate(id, fresh);
    return mailbox.post(letter);
  }

  /** Resolves when no mailbox holds a command. */
  async drain(): Promise<void> {
    for (let busy = this.busy(); busy.length > 0; busy = this.busy())
      await Promise.all(busy.map((mailbox) => mailbox.idle()));
  }

  private activate(id: string, fresh: boolean): Mailbox<State, Command, Event> {
    const mailbox = this.older.get(id) ?? new Mailbox(id, this.options, fresh);
    this.older.delete(id);
    this.recent.set(id, mailbox);
    return mailbox;
  }

  /** Passivates what was not used in this generation nor in the one before, unless it is busy. */
  private turn(now: number): void {
    const kept = [...this.older].filter(([, mailbox]) => mailbox.busy);
    this.older = this.recent;
    this.recent = new Map(kept);
    this.turnedAt = now;
  }

  private busy(): Mailbox<State, Command, Event>[] {
    return [...this.older.values(), ...this.recent.values()].filter((mailbox) => mailbox.busy);
  }
}
