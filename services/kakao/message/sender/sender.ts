import type { MessageFields } from '../message.contract.ts';

/** What carries a message to people. */
export interface Sender {
  readonly kind: 'sandbox' | 'webhook' | 'smtp';
  /**
   * At least once: a message may come again under its key, after a crash. It is told to a receiver, who can tell a repeat.
   * @throws when it is not known to have arrived; `notSent` says why
   */
  send(message: Outgoing, signal: AbortSignal): Promise<void>;
  close(): void;
}

export interface Outgoing
  extends Pick<MessageFields, 'customerId' | 'status' | 'message' | 'language' | 'system' | 'orderId'> {
  /** The same for each attempt. */
  readonly key: string;
}

/** A message that was not sent, and why, in a word that holds nothing of it. */
export class NotSent extends Error {
  readonly reason: string;
  /** To try again is of no use. */
  readonly isFinal: boolean;

  constructor(reason: string, isFinal = false) {
    super(reason);
    this.reason = reason;
    this.isFinal = isFinal;
  }
}

/** What an error of a sender means for its message. */
export function notSent(error: unknown): NotSent {
  if (error instanceof NotSent) return error;
  const { name } = error as { readonly name?: string };
  return new NotSent(name === 'TimeoutError' || name === 'AbortError' ? 'timeout' : 'unreachable');
}
