import { Dialog } from '../kit/shell/dialog.tsx';
import { say } from './language/language.ts';

interface DiscardingProps {
  readonly type: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before a dead letter is dropped: nothing brings it back. */
export function Discarding({ type, onConfirm, onClose }: DiscardingProps) {
  const words = say.value.operations.letters;
  return (
    <Dialog title={words.discardSure(1)} onClose={onClose}>
      <p class="code">{type}</p>
      <p>{words.discardEffect}</p>
      <div class="row">
        <button type="button" class="plain" autofocus onClick={onClose}>
          {words.keep}
        </button>
        <button type="button" class="danger" onClick={onConfirm}>
          {words.discard}
        </button>
      </div>
    </Dialog>
  );
}
