import type { Press } from '../../kit/keyboard/keys.ts';

/** What of a `KeyboardEvent` counts; `timeStamp` in milliseconds. */
export type TimedPress = Press & { readonly timeStamp: number };

/** Milliseconds between two keys of a scanner at most. Hands are slower. */
export const burst = 100;

/**
 * Tells the text of a scanner, whose keys come in a burst, from keys that a hand presses. A number that is scanned has
 * the letters of our keys in it, such as R: they must not act.
 */
export class KeyBursts {
  private keys = 0;
  private text = '';
  private lastAt = Number.NEGATIVE_INFINITY;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  /**
   * To be called with each press, before anything acts on it.
   * @returns the text that was scanned so far, from its second key on
   */
  see({ key, repeat, timeStamp, ctrlKey, metaKey, altKey }: TimedPress): string | undefined {
    const isText = key.length === 1 || key === 'Process';
    if (repeat || ctrlKey || metaKey || altKey || !(isText || key === 'Enter')) return undefined;
    const goesOn = timeStamp - this.lastAt <= burst;
    if (goesOn) clearTimeout(this.waiting);
    if (key === 'Enter') {
      this.lastAt = Number.NEGATIVE_INFINITY;
      return undefined;
    }
    const letter = key.length === 1 ? key : '';
    this.keys = goesOn ? this.keys + 1 : 1;
    this.text = goesOn ? this.text + letter : letter;
    this.lastAt = timeStamp;
    return this.keys > 1 ? this.text : undefined;
  }

  /** Acts on the press that was seen last, once it is known that it belongs to no burst. */
  ifAlone(act: () => void): void {
    if (this.keys > 1) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(act, burst);
  }
}

/** The keys that are pressed while the desk is shown. */
export const pressed = new KeyBursts();
