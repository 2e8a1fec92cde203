import type { Envelope } from '../../mixins/kernel/event.ts';

/** A handler that remembers what it received, and lets a test wait for it. */
export class Inbox {
  readonly events: Envelope[] = [];
  private readonly waiting: { readonly met: () => boolean; readonly resolve: () => void }[] = [];

  readonly handle = async (event: Envelope): Promise<void> => {
    this.events.push(event);
    for (const { met, resolve } of this.waiting) if (met()) resolve();
  };

  get ids(): string[] {
    return this.events.map(({ id }) => id);
  }

  /** Resolves once so many events have come. */
  has(count: number): Promise<void> {
    return this.until(() => this.events.length >= count);
  }

  until(met: () => boolean): Promise<void> {
    if (met()) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push({ met, resolve });
    });
  }

  versionsOf(subject: string): number[] {
    return this.events.filter((event) => event.subject === subject).map(({ version }) => version);
  }
}
