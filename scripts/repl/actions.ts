import type { identityActions } from '../../services/identity/identity.api.contract.ts';
import type { bookActions } from '../../services/library/book/book.api.contract.ts';
import type { historyActions } from '../../services/library/history/history.api.contract.ts';
import type { mypageActions } from '../../services/library/mypage/mypage.api.contract.ts';
import type { rentalActions } from '../../services/library/rental/rental.api.contract.ts';
import type { operationsActions } from '../../services/operations/operations.api.contract.ts';
import type { paymentActions } from '../../services/payment/payment.api.contract.ts';

/** The actions that commands of the console may call, with the types of their contracts. */
export type Actions = typeof rentalActions &
  typeof paymentActions &
  typeof bookActions &
  typeof mypageActions &
  typeof historyActions &
  typeof identityActions &
  typeof operationsActions;
