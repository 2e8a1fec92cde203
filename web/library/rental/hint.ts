import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { say } from '../language/language.ts';

/** A sentence that says what the state means for the member, and why it is so. */
export function hintOf({ state, copy, position, reason }: MypageView): string {
  const { hints, reasons } = say.value.rental;
  switch (state) {
    case 'waiting':
      return hints.waiting(position);
    case 'ready':
      return hints.ready(copy);
    case 'rented':
      return hints.rented(copy);
    default:
      return [reason !== undefined && reasons[reason], hints[state]].filter(Boolean).join(' ');
  }
}
