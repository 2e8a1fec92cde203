import { isOpenState, type MypageView } from '../../../services/library/mypage/mypage.contract.ts';

/** A rental whose state is another one than the page knew; `before` is missing when it knew none. */
export interface Change {
  readonly rental: MypageView;
  readonly before: MypageView | undefined;
}

export function isCurrent({ state }: Pick<MypageView, 'state'>): boolean {
  return isOpenState[state];
}

/**
 * Which of the rows that a page gets are changes to its reader. What it reads first is none, but for what was asked for
 * in this window: rows, and the answer to the asking, come in any order.
 */
export class Changes {
  private isFirstLook = true;
  private readonly asked = new Set<string>();
  private readonly untold = new Set<string>();

  /** @returns the change that a row is, if it is one; `known`: the row that the page had */
  of(rental: MypageView, known: MypageView | undefined): Change[] {
    const isAsked = this.asked.has(rental.id);
    const isOther = known ? known.state !== rental.state : isAsked || isCurrent(rental);
    if (isOther && (isAsked || !this.isFirstLook)) return [{ rental, before: known }];
    if (!known) this.untold.add(rental.id);
    return [];
  }

  /** @returns what has become already of a rental that was asked for; `known`: the row that the page has */
  ask(known: MypageView | undefined, id: string): Change[] {
    this.asked.add(id);
    return known && this.untold.delete(id) ? [{ rental: known, before: undefined }] : [];
  }

  endFirstLook(): void {
    this.isFirstLook = false;
  }

  /** Somebody else looks from now on. */
  forget(): void {
    this.isFirstLook = true;
    this.asked.clear();
    this.untold.clear();
  }
}
