/** The table of what the gateway offers. Routing, `Allow`, and the index at `GET /` all follow from it. */
export type Route = ActionRoute | LocalRoute | StreamRoute;

interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** With `{name}` for a segment that becomes a parameter. */
  readonly path: string;
  readonly about: string;
}

/** Answered by an action. */
export interface ActionRoute extends Endpoint {
  readonly action: string;
  /** Answers 201 with `Location`; the gateway chooses the id. */
  readonly creates?: true;
}

/** Answered by the gateway itself. */
export interface LocalRoute extends Endpoint {
  readonly local: 'index' | 'live' | 'ready';
}

/** Answered by a stream that goes on. */
export interface StreamRoute extends Endpoint {
  readonly stream: 'mypage';
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/', local: 'index', about: 'this list' },
  { method: 'POST', path: '/rentals', action: 'rental.reserve', creates: true, about: 'reserve {memberId, bookId}' },
  { method: 'GET', path: '/rentals', action: 'rental.list', about: 'rentals; ?page, pageSize, sort and filters' },
  { method: 'GET', path: '/rentals/{id}', action: 'rental.get', about: 'one rental' },
  {
    method: 'PATCH',
    path: '/rentals/{id}',
    action: 'rental.transition',
    about: 'check out, return or cancel {reqState: "rental" | "return" | "cancel"}',
  },
  { method: 'GET', path: '/payments', action: 'payment.list', about: 'payments' },
  { method: 'GET', path: '/payments/{id}', action: 'payment.get', about: 'one payment' },
  { method: 'GET', path: '/books', action: 'book.list', about: 'titles' },
  { method: 'PUT', path: '/books', action: 'book.catalogueMany', about: 'add or correct titles {titles}' },
  { method: 'GET', path: '/books/{id}', action: 'book.get', about: 'one title, its copies and its waitlist' },
  { method: 'GET', path: '/mypages', action: 'mypage.list', about: 'my page; ?memberId' },
  { method: 'GET', path: '/mypages/stream', stream: 'mypage', about: 'my page as it changes, as events; ?memberId' },
  { method: 'GET', path: '/mypages/{id}', action: 'mypage.get', about: 'my page of one rental' },
  { method: 'GET', path: '/health/live', local: 'live', about: 'is the process alive' },
  { method: 'GET', path: '/health/ready', local: 'ready', about: 'can it serve' },
];

/** A path of the table, and what may be done there. */
export interface Resource {
  readonly pattern: RegExp;
  readonly methods: ReadonlySet<string>;
  /** `methods` as the header wants them. */
  readonly allow: string;
}

/** The resources of a table: HEAD works where GET does, OPTIONS everywhere. */
export function resourcesOf(table: readonly Route[]): Resource[] {
  return Array.from(
    Map.groupBy(table, ({ path }) => path),
    ([path, endpoints]) => {
      const methods = new Set([...endpoints.flatMap(answered), 'OPTIONS']);
      return { pattern: patternOf(path), methods, allow: Array.from(methods).join(', ') };
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

/** What `GET /` answers: what there is to try. */
export function indexOf(table: readonly Route[]): object {
  return { name: 'Yeyak', routes: table.map(({ method, path, about }) => ({ method, path, about })) };
}

function answered({ method }: Route): string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}

/** The path of a request target, without its query and one trailing slash. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
