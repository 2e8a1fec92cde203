import { BatchTimer } from '../waiting/batch-timer.ts';

/** What a view tells of a row that has changed: the row as it is now, under its id, with the version it holds. */
export type Changed<Row> = Row & { readonly id: string; readonly version: number };

/** Rows in one message: NATS takes a megabyte. */
const most = 100;
/** Milliseconds that rows are gathered for a message: nobody sees the difference. */
const gatherFor = 10;

/**
 * Gathers the rows that change, and sends them together soon: a message for each would cost more than the change
 * itself. What is gathered when the process dies is not told.
 */
export class Announcer<Row> {
  private readonly send: (rows: readonly Changed<Row>[]) => Promise<void>;
  private readonly timer = new BatchTimer(gatherFor, () => this.flush());
  private gathered: Changed<Row>[] = [];
  private sending = Promise.resolve();

  /** `send` sends one message after another; it must not reject. */
  constructor(send: (rows: readonly Changed<Row>[]) => Promise<void>) {
    this.send = send;
  }

  tell(row: Changed<Row>): void {
    this.gathered.push(row);
    this.timer.start();
  }

  private flush(): void {
    const rows = this.gathered;
    this.gathered = [];
    for (let first = 0; first < rows.length; first += most) {
      const message = rows.slice(first, first + most);
      this.sending = this.sending.then(() => this.send(message));
    }
  }
}
