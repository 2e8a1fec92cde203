import { defineMixin } from './schema.ts';
import type { Expiring as ExpiringStore } from './store/port.ts';
import { every, type Timer } from './waiting/timers.ts';

const period = 60_000;
const batch = 500;

/** Deletes what is of no use any more, every minute. */
export const expiry = defineMixin<Expiring>({
  started() {
    this.expiryTimer = every(period, () => {
      this.removing ??= this.removeExpired()
        .catch((error) => this.logger.warn(`what has expired stays for now: ${error}`))
        .finally(() => {
          this.removing = undefined;
        });
    });
  },
  async stopped() {
    this.expiryTimer?.stop();
    await this.removing;
  },
  methods: {
    async removeExpired() {
      for (const store of this.expiring) while ((await store.removeDue(Date.now(), batch)) === batch);
    },
  },
});

export interface Expiring {
  expiring: readonly ExpiringStore[];
  expiryTimer: Timer | undefined;
  removing: Promise<void> | undefined;
  removeExpired(): Promise<void>;
}
