import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { price } from '../../kit/language/format.ts';
import { Dialog } from '../../kit/shell/dialog.tsx';
import { say } from '../language/language.ts';

interface CancellingProps {
  readonly rental: MypageView;
  readonly title: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks a librarian before a member's reservation is cancelled: it is refunded, and its place in the queue is lost. */
export function Cancelling({ rental, title, onConfirm, onClose }: CancellingProps) {
  const words = say.value.desk.cancelling;
  return (
    <Dialog title={words.sure(title, rental.memberId)} onClose={onClose}>
      <p>{words.effect(price(rental.amount))}</p>
      <div class="row">
        <button type="button" class="plain" autofocus onClick={onClose}>
          {words.keep}
        </button>
        <button type="button" class="danger" onClick={onConfirm}>
          {words.confirm}
        </button>
      </div>
    </Dialog>
  );
}
