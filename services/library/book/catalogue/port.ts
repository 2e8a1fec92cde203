import type { CatalogueOutcome, CatalogueParams } from '../book.contract.ts';

/** Puts titles into the catalogue, where the same again changes nothing; answers one outcome for each, in order. */
export type Catalogue = (titles: readonly CatalogueParams[]) => Promise<readonly CatalogueOutcome[]>;

/** The catalogue does not take titles now, and may later; the same titles may be sent again. */
export class CatalogueUnavailable extends Error {
  override readonly name: string = 'CatalogueUnavailable';
  /** Milliseconds after which it wants to be asked again. */
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}
