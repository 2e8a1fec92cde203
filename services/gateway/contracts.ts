import type { ActionContract } from '../../mixins/contract/action.ts';
import { joined } from '../../mixins/contract/joined.ts';
import { identityActions } from '../identity/identity.api.contract.ts';
import { bookActions } from '../library/book/book.api.contract.ts';
import { historyActions } from '../library/history/history.api.contract.ts';
import { mypageActions } from '../library/mypage/mypage.api.contract.ts';
import { rentalActions } from '../library/rental/rental.api.contract.ts';
import { operationsActions } from '../operations/operations.api.contract.ts';
import { paymentActions } from '../payment/payment.api.contract.ts';

/** The actions that the gateway can offer, as their contracts state them. */
export const actions = joined(
  'action',
  rentalActions,
  paymentActions,
  bookActions,
  mypageActions,
  historyActions,
  identityActions,
  operationsActions,
);

export type ActionName = keyof typeof actions;

export function contractOf(action: ActionName): ActionContract {
  return actions[action];
}
