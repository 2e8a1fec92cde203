import type { Route } from './routes.ts';

/** A path of the table, and what may be done there. */
export interface Resource {
  readonly pattern: RegExp;
  /** Its methods, as the header `Allow` wants them. */
  readonly allow: string;
}

/** The resources of a table: HEAD works where GET does, OPTIONS everywhere. */
export function resourcesOf(table: readonly Route[]): Resource[] {
  return Array.from(
    Map.groupBy(table, ({ path }) => path),
    ([path, endpoints]) => {
      const methods = new Set([...endpoints.flatMap(answered), 'OPTIONS']);
      return { pattern: patternOf(path), allow: Array.from(methods).join(', ') };
    },
  );
}

/** The table in moleculer-web's words, `{ 'GET /rentals/:id': … }`. */
export function aliasesOf(table: readonly Route[]): Record<string, { readonly endpoint: Route }> {
  const entries = table.flatMap((endpoint) => {
    const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1');
    return answered(endpoint).map((method) => [`${method} ${path}`, { endpoint }] as const);
  });
  return Object.fromEntries(entries);
}

function answered({ method }: Route): string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}
