import type { Standing } from './book.contract.ts';
import type { Title } from './book.ts';

/** Where the title has the rental, once it has decided that. */
export function standingOf(rentalId: string, record: Title, version: number): Standing {
  const { copies, waitlist, unlisted, listed, withdrawn, title = '' } = record;
  const copy = copies.find((one) => one.rentalId === rentalId);
  if (copy) return { state: copy.lent ? 'lent' : 'held', copy: copy.number, title, version };
  const index = waitlist.indexOf(rentalId);
  if (index >= 0) return { state: 'queued', position: index + 1, title, version };
  if (unlisted.includes(rentalId)) return { state: 'unlisted', title, version };
  const reason = listed ? 'stale' : 'unknown-title';
  return { state: 'refused', reason: withdrawn ? 'withdrawn' : reason, version };
}
