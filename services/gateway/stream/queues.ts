import type { MypageView, WaitingParams } from '../../library/mypage/mypage.contract.ts';

export interface QueuesOptions {
  /** Members who read their page now. */
  readers(): readonly string[];
  /** `mypage.waiting`. */
  waiting(asked: WaitingParams): Promise<readonly MypageView[]>;
  tell(rows: readonly MypageView[]): void;
  warn(text: string): void;
  /** Milliseconds that titles are gathered for one question. */
  readonly gatherMs?: number;
}

const usualGatherMs = 200;
/** Milliseconds after which a question is asked again that got no answer. */
const againMs = 2_000;

/** Where a rental may have come from a queue, or gone to the head of one. */
function movesOthers({ state, position }: MypageView): boolean {
  return state === 'ready' || state === 'cancelled' || state === 'rented' || (state === 'waiting' && position === 1);
}

/**
 * When somebody leaves a queue, those behind move up, of whom no event tells. Readers who wait for the same title get
 * their rows anew: one question for all that happens meanwhile, and none while nobody reads.
 */
export class Queues {
  private readonly options: QueuesOptions;
  private moved = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private asking = false;
  private ended = false;

  constructor(options: QueuesOptions) {
    this.options = options;
  }

  changed(rows: readonly MypageView[]): void {
    if (this.options.readers().length === 0) return;
    for (const row of rows) if (movesOthers(row)) this.moved.add(row.bookId);
    this.askIn(this.options.gatherMs ?? usualGatherMs);
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
  }

  private askIn(milliseconds: number): void {
    if (this.ended || this.asking || this.timer || this.moved.size === 0) return;
    this.timer = setTimeout(() => void this.ask(), milliseconds).unref();
  }

  private async ask(): Promise<void> {
    this.timer = undefined;
    this.asking = true;
    const bookIds = [...this.moved];
    this.moved.clear();
    let pause = this.options.gatherMs ?? usualGatherMs;
    try {
      const memberIds = this.options.readers();
      if (memberIds.length > 0) this.options.tell(await this.options.waiting({ bookIds, memberIds }));
    } catch (error) {
      this.options.warn(`Readers who wait do not know yet that they have moved up: ${error}`);
      for (const bookId of bookIds) this.moved.add(bookId);
      pause = againMs;
    }
    this.asking = false;
    this.askIn(pause);
  }
}
