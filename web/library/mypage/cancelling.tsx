import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { price } from '../../kit/language/format.ts';
import { Dialog } from '../../kit/shell/dialog.tsx';
import { say } from '../language/language.ts';
import { ask } from '../rental/wishes.ts';

interface CancellingProps {
  readonly rental: MypageView;
  readonly title: string;
  readonly onClose: () => void;
}

/** Asks once more before a reservation is cancelled: the place in the queue is lost with it. */
export function Cancelling({ rental, title, onClose }: CancellingProps) {
  const words = say.value.rental;
  const cancel = () => {
    onClose();
    void ask({ id: rental.id, title }, 'cancel');
  };
  return (
    <Dialog title={words.cancelSure(title)} onClose={onClose}>
      <p>{words.cancelEffect(price(rental.amount))}</p>
      <div class="row">
        <button type="button" class="danger" onClick={cancel}>
          {words.cancelDo}
        </button>
        <button type="button" class="plain" onClick={onClose}>
          {words.keep}
        </button>
      </div>
    </Dialog>
  );
}
