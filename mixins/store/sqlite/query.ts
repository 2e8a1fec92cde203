import type { StatementSync } from 'node:sqlite';
import { type FileOutage, isOfFile } from './unavailable.ts';
import type { Value } from './writer.ts';

type Values = readonly (Value | Readonly<Record<string, Value>>)[];

/** A query on what is committed in a file. It rejects with `store-unavailable` when the file is at fault. */
export class Query {
  private readonly statement: StatementSync;
  private readonly outage: FileOutage;

  constructor(statement: StatementSync, outage: FileOutage) {
    this.statement = statement;
    this.outage = outage;
  }

  get<Row>(...values: Values): Row | undefined {
    return this.run(() => this.statement.get(...(values as Value[]))) as Row | undefined;
  }

  all<Row>(...values: Values): Row[] {
    return this.run(() => this.statement.all(...(values as Value[]))) as Row[];
  }

  private run(read: () => unknown): unknown {
    try {
      const rows = read();
      this.outage.over();
      return rows;
    } catch (error) {
      throw isOfFile(error) ? this.outage.seen(error) : error;
    }
  }
}
