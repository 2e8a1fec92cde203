import type { DomainEvent } from '../kernel/decider.ts';
import { type Answer, type Letter, Mailbox, type MailboxOptions } from './mailbox.ts';

/** Records that stay in memory at most; past it the longest unused are passivated. */
const capacity = 10_000;
/** Milliseconds without a command after which an actor is passivated. */
const idleTime = 60_000;

/**
 * The aggregates of one kind that live in this process: each is loaded at its first command and
 * passivated when it is idle. Nothing is lost with them, since an answer is given only after the commit.
 */
export class Actors<State, Command, Event extends DomainEvent> {
  private readonly options: MailboxOptions<State, Command, Event>;
  /** In order of last use, so that the first is the longest unused. */
  private readonly mailboxes = new Map<string, Mailbox<State, Command, Event>>();

  constructor(options: MailboxOptions<State, Command, Event>) {
    this.options = options;
  }

  get size(): number {
    return this.mailboxes.size;
  }

  /**
   * Hands a command to the aggregate `id` and resolves with its new state, or with the refusal.
   * `fresh` says that the id is new, which saves a read and is harmless when it is wrong.
   */
  tell(id: string, letter: Letter<Command>, fresh = false): Promise<Answer<State>> {
    const mailbox = this.mailboxes.get(id) ?? new Mailbox(id, this.options, fresh);
    this.mailboxes.delete(id);
    this.mailboxes.set(id, mailbox);
    const answer = mailbox.post(letter);
    this.passivate(letter.at);
    return answer;
  }

  /** Resolves when no mailbox holds a command. */
  async drain(): Promise<void> {
    for (let busy = this.busy(); busy.length > 0; busy = this.busy())
      await Promise.all(busy.map((mailbox) => mailbox.idle()));
  }

  private busy(): Mailbox<State, Command, Event>[] {
    return [...this.mailboxes.values()].filter((mailbox) => mailbox.busy);
  }

  private passivate(now: number): void {
    for (const [id, mailbox] of this.mailboxes) {
      const overdue = this.mailboxes.size > capacity || now - mailbox.usedAt > idleTime;
      if (!overdue) return;
      if (!mailbox.busy) this.mailboxes.delete(id);
    }
  }
}
