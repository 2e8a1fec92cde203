/** What a key does in the list of the desk. */
export type KeyAction = 'rental' | 'return' | 'leave' | 'next' | 'previous';

/** What of a `KeyboardEvent` counts. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const letters: Readonly<Record<string, KeyAction>> = { o: 'rental', r: 'return' };
const named: Readonly<Record<string, KeyAction>> = { Escape: 'leave', ArrowDown: 'next', ArrowUp: 'previous' };

/** @returns what a key does; a letter that is held down does nothing more, so that one press is one action */
export function actionOf(press: Press): KeyAction | undefined {
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const action = named[press.key];
  if (action) return action;
  return press.repeat ? undefined : letters[letterOf(press)];
}

/**
 * The Latin letter of a key in lower case. Under a layout without Latin letters, such as the Korean one, it is the
 * letter that is printed on the key.
 */
export function letterOf({ key, code }: Pick<Press, 'key' | 'code'>): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return code.startsWith('Key') ? code.slice(3).toLowerCase() : '';
}
