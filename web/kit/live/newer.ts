/** A row as lists and streams tell it; of two pictures of it the one with the higher version is the newer. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Those of the rows that tell something newer than what is known, or the same again. */
export function newerThan<Row extends Versioned>(known: ReadonlyMap<string, Row>, rows: readonly Row[]): Row[] {
  return rows.filter(({ id, version }) => version >= (known.get(id)?.version ?? 0));
}

/** What is known, with these rows in the place of older ones. */
export function withRows<Row extends Versioned>(
  known: ReadonlyMap<string, Row>,
  rows: readonly Row[],
): Map<string, Row> {
  return new Map([...known, ...rows.map((row) => [row.id, row] as const)]);
}
