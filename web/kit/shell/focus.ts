import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Keeps the focus of the keyboard in the part of the page where it was. What has the focus may go, such as a button
 * that was pressed: then its part gets it, which is the nearest element around it with `data-part`, also when that is
 * shown in another place now. When the part is gone too, the heading of the page gets it. A dialog over the page, and
 * what it asks, leave the place as it is: the focus comes back from there.
 */
export function useKeptFocus(within: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = within.current;
    if (!root) return;
    let focused: HTMLElement | undefined;
    let part: string | undefined;
    let isInDialog = false;
    const remember = ({ target }: FocusEvent) => {
      isInDialog = (target as HTMLElement).closest('dialog') !== null;
      if (isInDialog) return;
      focused = root.contains(target as HTMLElement) ? (target as HTMLElement) : undefined;
      part = focused?.closest<HTMLElement>('[data-part]')?.dataset.part;
    };
    const observer = new MutationObserver(() => {
      if (!focused || document.activeElement !== document.body) return;
      if (focused.isConnected) {
        if (isInDialog) focused.focus({ preventScroll: true });
        return;
      }
      const parts = [...root.querySelectorAll<HTMLElement>('[data-part]')];
      const next = parts.find(({ dataset }) => dataset.part === part) ?? root.querySelector<HTMLElement>('h1');
      next?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', remember);
    // Dialogs lie beside the page.
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, []);
}
