import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import type { CommandName, Journal, Outcome } from './journal.ts';

export interface ClientOptions {
  readonly url: string;
  readonly memberId: string;
  readonly titles: readonly string[];
  readonly journal: Journal;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Checks out as soon as it has reserved, and gives up what it does not get. */
  readonly hasty?: boolean;
}

/** Milliseconds that a member thinks between two commands, on average. */
const thinking = 350;
/** Rentals that a member has at once at most. */
const limit = 3;
/** Times that a command is sent which gets no answer, or is turned away. */
const patience = 5;
/** Milliseconds before it is sent again. */
const again = 300;
/** Milliseconds that a client waits for an answer. */
const deadline = 10_000;

/** A rental as its member knows it. */
interface Held {
  readonly id: string;
  taken: boolean;
}

interface Answer {
  readonly outcome: Outcome;
  /** Where it was accepted. */
  readonly rental?: RentalView;
}

interface Command {
  readonly name: CommandName;
  readonly rentalId?: string;
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: object;
  /** The same each time it is sent. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A member who reserves, checks out, returns and cancels, until the signal ends it. */
export class Client {
  private readonly options: ClientOptions;
  private readonly rentals: Held[] = [];

  constructor(options: ClientOptions) {
    this.options = options;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(2 * thinking * this.options.random(), undefined, { signal }).catch(() => {});
      if (!signal.aborted) await this.act(signal);
    }
  }

  /** Asks once for a reservation, and gives it up again. */
  async visit(signal: AbortSignal): Promise<void> {
    const { rental } = await this.send(this.reservation());
    if (rental) await this.carryOut(transition('cancel', rental), signal);
  }

  private async act(signal: AbortSignal): Promise<void> {
    const { random } = this.options;
    if (this.rentals.length === 0 || (this.rentals.length < limit && random() < 0.6)) return this.reserve(signal);
    const held = this.rentals[Math.floor(random() * this.rentals.length)] as Held;
    if (held.taken) return this.end('return', held, signal);
    if (random() < 0.6) return this.take(held, signal);
    return this.end('cancel', held, signal);
  }

  private async reserve(signal: AbortSignal): Promise<void> {
    const { rental } = await this.carryOut(this.reservation(), signal);
    if (!rental) return;
    const held = { id: rental.id, taken: false };
    this.rentals.push(held);
    if (!this.options.hasty) return;
    await this.take(held, signal);
    if (!held.taken) await this.end('cancel', held, signal);
  }

  private reservation(): Command {
    const { memberId, titles, random } = this.options;
    const bookId = titles[Math.floor(random() * titles.length)];
    const headers = { 'idempotency-key': randomUUID() };
    return { name: 'reserve', method: 'POST', path: '/rentals', body: { memberId, bookId }, headers };
  }

  private async take(held: Held, signal: AbortSignal): Promise<void> {
    const { outcome } = await this.carryOut(transition('rental', held), signal);
    if (outcome === 'accepted') held.taken = true;
  }

  /** What cannot be cancelled has been taken, as it turns out; what cannot be returned is over. */
  private async end(name: 'cancel' | 'return', held: Held, signal: AbortSignal): Promise<void> {
    const { outcome } = await this.carryOut(transition(name, held), signal);
    if (outcome === 'accepted' || (outcome === 'refused' && name === 'return'))
      this.rentals.splice(this.rentals.indexOf(held), 1);
    if (outcome === 'refused' && name === 'cancel') held.taken = true;
  }

  /** Sends it until it gets an answer. */
  private async carryOut(command: Command, signal: AbortSignal): Promise<Answer> {
    for (let time = 1; ; time += 1) {
      const answer = await this.send(command);
      const isAnswered = answer.outcome === 'accepted' || answer.outcome === 'refused';
      if (isAnswered || time === patience || signal.aborted) return answer;
      await sleep(again, undefined, { signal }).catch(() => {});
    }
  }

  private async send(command: Command): Promise<Answer> {
    const { url, journal, memberId } = this.options;
    const { name, method, path, body, rentalId } = command;
    const askedAt = journal.now;
    const answer = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...command.headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(deadline),
    })
      .then(async (response) => ({ status: response.status, body: (await response.json()) as RentalView }))
      .catch(() => undefined);
    const outcome = outcomeOf(answer?.status);
    const rental = outcome === 'accepted' ? answer?.body : undefined;
    const id = rentalId ?? rental?.id;
    journal.attempts.push({
      command: name,
      memberId,
      outcome,
      askedAt,
      answeredAt: journal.now,
      ...(id !== undefined && { rentalId: id }),
      ...(answer && { status: answer.status }),
    });
    return { outcome, ...(rental && { rental }) };
  }
}

function transition(name: Exclude<CommandName, 'reserve'>, { id }: Pick<Held, 'id'>): Command {
  const headers = { 'x-request-id': randomUUID() };
  return { name, rentalId: id, method: 'PATCH', path: `/rentals/${id}`, body: { reqState: name }, headers };
}

export function outcomeOf(status: number | undefined): Outcome {
  if (status === undefined) return 'unknown';
  if (status < 300) return 'accepted';
  if (status === 429 || status === 503) return 'shed';
  return status < 500 ? 'refused' : 'error';
}
