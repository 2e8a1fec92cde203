import type { Answer, Caller, Command, Outcome } from '../../mixins/proof.ts';
import { pause } from '../../mixins/waiting/waiting.ts';
import type { Journal } from './journal.ts';

/** Times that a command is sent which gets no answer, or is turned away. */
const patience = 5;
/** Milliseconds before it is sent again. */
const again = 300;
/** Milliseconds that a client waits for an answer. */
const deadline = 10_000;

/** Sends commands over HTTP, and writes what came of them into the journal. */
export class HttpCaller implements Caller {
  private readonly url: string;
  private readonly journal: Journal;
  private readonly signal: AbortSignal;

  /** The signal ends the repeating, and no request that is under way. */
  constructor(url: string, journal: Journal, signal: AbortSignal) {
    this.url = url;
    this.journal = journal;
    this.signal = signal;
  }

  async carryOut(command: Command): Promise<Answer> {
    for (let time = 1; ; time += 1) {
      const answer = await this.send(command);
      const isAnswered = answer.outcome === 'accepted' || answer.outcome === 'refused';
      if (isAnswered || time === patience || this.signal.aborted) return answer;
      await pause(again, this.signal);
    }
  }

  async send({ name, who, method, path, body, headers, subject }: Command): Promise<Answer> {
    const askedAt = this.journal.now;
    const answer = await fetch(this.url + path, {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(deadline),
    })
      .then(async (response) => ({ status: response.status, body: (await response.json()) as Answer['body'] }))
      .catch(() => undefined);
    const outcome = outcomeOf(answer?.status);
    const accepted = outcome === 'accepted' ? answer?.body : undefined;
    const id = subject ?? accepted?.id;
    this.journal.attempts.push({
      command: name,
      who,
      outcome,
      askedAt,
      answeredAt: this.journal.now,
      ...(id !== undefined && { subject: String(id) }),
      ...(answer && { status: answer.status }),
    });
    return { outcome, ...(accepted && { body: accepted }) };
  }
}

export function outcomeOf(status: number | undefined): Outcome {
  if (status === undefined) return 'unknown';
  if (status < 300) return 'accepted';
  if (status === 429 || status === 503) return 'shed';
  return status < 500 ? 'refused' : 'error';
}
