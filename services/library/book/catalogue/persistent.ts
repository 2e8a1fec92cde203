import { pause } from '../../../../mixins/waiting/waiting.ts';
import { type Catalogue, CatalogueUnavailable } from './port.ts';

export interface Persistence {
  /** How long one batch is tried, in milliseconds. */
  readonly forMs: number;
  /** Ends a wait at once. */
  readonly signal?: AbortSignal;
  /** Called once for each outage, with what was answered. */
  readonly onWait?: (reason: string) => void;
}

/** Waits at least as long between two tries, in milliseconds. */
const minPause = 100;

/** A catalogue that tries again while the one below is unavailable: putting the same titles twice is harmless. */
export function persistent(catalogue: Catalogue, { forMs, signal, onWait }: Persistence): Catalogue {
  return async (titles) => {
    const until = performance.now() + forMs;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await catalogue(titles);
      } catch (error) {
        if (!(error instanceof CatalogueUnavailable) || signal?.aborted || performance.now() >= until) throw error;
        if (attempt === 1) onWait?.(error.message);
        await pause(Math.max(minPause, error.retryAfterMs), signal);
      }
    }
  };
}
