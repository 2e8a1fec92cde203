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

/** What keys do. */
interface Keys<Action> {
  /** By their Latin letters, in lower case. Held down, they act once, so that one press is one action. */
  readonly letters: Readonly<Record<string, Action>>;
  /** By their names, such as `ArrowDown`. Held down, they go on. */
  readonly named: Readonly<Record<string, Action>>;
}

/** @returns what tells the action of a press, where it has one */
export function keyActions<Action>({ letters, named }: Keys<Action>): (press: Press) => Action | undefined {
  return (press) => {
    if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return undefined;
    const action = named[press.key];
    if (action !== undefined) return action;
    return press.repeat ? undefined : letters[letterOf(press)];
  };
}

/**
 * The Latin letter of a key in lower case. Under a layout without Latin letters, such as the Korean one, it is the
 * letter that is printed on the key.
 */
export function letterOf({ key, code }: Pick<Press, 'key' | 'code'>): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return code.startsWith('Key') ? code.slice(3).toLowerCase() : '';
}
