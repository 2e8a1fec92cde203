import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Dialog } from './dialog.tsx';

interface Question {
  readonly title: string;
  /** What comes of it. */
  readonly children: ComponentChildren;
  /** The words of the button that does it, and of the one that does not. */
  readonly confirm: string;
  readonly keep: string;
  readonly onConfirm: () => void;
}

/** Asks once more before what cannot be undone. The focus is on the way out, so that a hasty Enter does nothing. */
export function Confirm({ title, children, confirm, keep, onConfirm, onClose }: Question & { onClose: () => void }) {
  const doIt = () => {
    onClose();
    onConfirm();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <div class="row">
        <button type="button" class="plain" autofocus onClick={onClose}>
          {keep}
        </button>
        <button type="button" class="danger" onClick={doIt}>
          {confirm}
        </button>
      </div>
    </Dialog>
  );
}

/** A button that asks once more. `name` says what it is about to those who do not see where it is. */
export function AskingButton({
  label,
  name,
  ...question
}: Question & { readonly label: string; readonly name: string }) {
  const isAsked = useSignal(false);
  const show = (isShown: boolean) => {
    isAsked.value = isShown;
  };
  return (
    <>
      <button type="button" class="plain" aria-label={name} onClick={() => show(true)}>
        {label}
      </button>
      {isAsked.value && <Confirm {...question} onClose={() => show(false)} />}
    </>
  );
}
