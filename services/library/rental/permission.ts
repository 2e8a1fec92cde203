import type { By } from '../../../mixins/kernel/by.ts';
import type { Refusal } from '../../../mixins/kernel/decider.ts';

/** What is asked for, by whom, and whether members do it themselves here. */
export interface Asked {
  readonly type: 'cancel' | 'rental' | 'return';
  readonly by?: By;
  readonly selfService?: boolean;
  readonly override?: object;
}

/** Who may do it. Somebody unknown, such as in the open or at the console, may do everything. */
export function refusalOf({ type, by, selfService, override }: Asked): Refusal | undefined {
  if (override && type !== 'rental') return noOverride;
  if (!by || by.role === 'librarian' || by.role === 'admin') return undefined;
  if (override) return staffOnly;
  if (by.role === 'kiosk') return type === 'cancel' ? notAtKiosk : undefined;
  return type !== 'cancel' && selfService === false ? deskOnly : undefined;
}

export const deskOnly: Refusal = {
  refused: 'desk-only',
  kind: 'forbidden',
  detail: 'Members do not check out or return here themselves: go to the desk or to a kiosk.',
};

export const staffOnly: Refusal = {
  refused: 'staff-only',
  kind: 'forbidden',
  detail: 'Only a librarian takes a copy that is held for another: ask at the desk.',
};

export const notAtKiosk: Refusal = {
  refused: 'not-at-a-kiosk',
  kind: 'forbidden',
  detail: 'A kiosk checks out and takes back. The member cancels on their own page, or the desk does it.',
};

export const noOverride: Refusal = {
  refused: 'no-override',
  kind: 'invalid',
  detail: 'Only a check-out takes a copy that is held for another: leave out "override".',
};
