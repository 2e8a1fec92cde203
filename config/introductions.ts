import type { Transporters } from 'moleculer';

/** Milliseconds that other nodes have to say who they are when a node connects; Moleculer gives them 500. */
const introductions = 100;

/**
 * Has a node connect without waiting for long: calls wait for nodes that it does not know yet, which Moleculer's do not.
 * `connect` begins what Moleculer does, and is done when this node takes part.
 */
export function introducedSoon<Result>(transporter: Transporters.Base, connect: () => Result): Result {
  const transit = transporter.transit as unknown as { Promise: PromiseConstructor };
  const usual = transit.Promise;
  transit.Promise = Prompt;
  try {
    return connect();
  } finally {
    transit.Promise = usual;
  }
}

/** What Moleculer adds to all promises, cut short. */
class Prompt<Value> extends Promise<Value> {
  async delay(milliseconds: number): Promise<Value> {
    const value = await this;
    await new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, introductions)));
    return value;
  }
}
