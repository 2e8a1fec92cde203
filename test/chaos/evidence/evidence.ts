import type { Envelope } from '../../../mixins/kernel/event.ts';
import type { Stored } from '../../../mixins/store/port.ts';
import type { Title } from '../../../services/library/book/book.ts';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import type { Rental } from '../../../services/library/rental/rental.ts';
import type { Posting } from '../../../services/payment/ledger.ts';
import type { Payment } from '../../../services/payment/payment.ts';
import type { Attempt } from '../journal.ts';
import type { Movement } from '../provider/provider.ts';

/** All that a run has left behind, as it was read from clients, stores, ledger, streams and the provider. */
export interface Evidence {
  /** Processes that ended and were not killed. */
  readonly crashes: readonly string[];
  readonly attempts: readonly Attempt[];
  readonly rentals: readonly Stored<Rental>[];
  readonly payments: readonly Stored<Payment>[];
  readonly titles: readonly Stored<Title>[];
  readonly pages: readonly Stored<Page>[];
  /** The ledger. */
  readonly postings: readonly LedgerRow[];
  /** In order of the streams. */
  readonly events: readonly Envelope[];
  readonly movements: readonly Movement[];
  /** Events that wait to be published, by service. */
  readonly outboxes: Readonly<Record<string, number>>;
  readonly consumers: readonly ConsumerState[];
  /** The texts of the dead letters, and of the bad messages that were sent, once for each consumer that gets them. */
  readonly deadLetters: readonly string[];
  readonly poison: readonly string[];
}

export type Page = Omit<MypageView, 'id'>;
export type LedgerRow = Omit<Posting, 'at'> & { readonly paymentId: string };

export interface ConsumerState {
  readonly name: string;
  /** Delivered, and not acknowledged. */
  readonly unacknowledged: number;
  /** Not delivered yet. */
  readonly waiting: number;
}
