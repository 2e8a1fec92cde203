export interface Clause {
  /** With a `?` for each value. */
  readonly sql: string;
  readonly values: (string | number | null)[];
}

/** SQL without a value. */
export function raw(text: string): Clause {
  return { sql: text, values: [] };
}

/** What holds where each of them does. */
export function all(terms: readonly Clause[]): Clause {
  return joined(...between(' AND ', terms));
}

export function between(separator: string, clauses: readonly Clause[]): Clause[] {
  return clauses.flatMap((clause, index) => (index === 0 ? [clause] : [raw(separator), clause]));
}

export function joined(...clauses: readonly Clause[]): Clause {
  return { sql: clauses.map((clause) => clause.sql).join(''), values: clauses.flatMap(({ values }) => values) };
}

/** SQL with its values, each a parameter, and clauses. */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Clause | string | number | null)[]): Clause {
  const clauses = parts.map((part) =>
    typeof part === 'object' && part !== null ? part : { sql: '?', values: [part] },
  );
  return joined(...texts.flatMap((text, index) => [raw(text), ...(clauses[index] ? [clauses[index]] : [])]));
}
