import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { say } from '../language/language.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Only what is in the dialog closes it. */
  readonly mustAnswer?: true;
  readonly children: ComponentChildren;
}

/** A dialog over the page, which cannot be reached meanwhile. Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, onClose, mustAnswer, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isGone = useRef(false);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      isGone.current = true;
      shown?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      // The browser says it later, when the page may have opened the next one.
      onClose={() => !isGone.current && onClose()}
      onKeyDown={(event) => {
        // The keys of the page behind do not work meanwhile.
        event.stopPropagation();
        if (mustAnswer && event.key === 'Escape') event.preventDefault();
      }}
    >
      <div>
        <div class="heading">
          <h2 id={id}>{title}</h2>
          {!mustAnswer && (
            <button type="button" class="quiet" aria-label={say.value.close} onClick={() => dialog.current?.close()}>
              ✕
            </button>
          )}
        </div>
        {children}
      </div>
    </dialog>
  );
}
