import type { ActionRoute, LiveView, System } from '../../mixins/system.ts';

/** The table of what a gateway offers. Routing, `Allow`, the index at `GET /` and `/openapi.json` all follow from it. */
export type Route = ActionRoute | LocalRoute | StreamRoute;

/** Answered by the gateway itself. */
export interface LocalRoute {
  readonly method: 'GET';
  readonly path: string;
  readonly about: string;
  readonly local: 'index' | 'systems' | 'live' | 'ready' | 'docs' | 'openapi' | 'asyncapi';
}

/** Answered by a stream that goes on. */
export interface StreamRoute {
  readonly method: 'GET';
  readonly path: string;
  readonly about: string;
  readonly live: LiveView;
}

/** The routes of a gateway before these systems, each behind the mount of its system, in the order of the tags. */
export function tableOf(systems: readonly System[]): readonly Route[] {
  const tags = systems.flatMap(({ mount, tags }) => (mount === '' ? Object.keys(tags) : [firstWordOf(mount)]));
  const mounted = systems.flatMap(({ mount, routes }) => {
    let tag = -1;
    return routes.map((route) => {
      const path = mount + route.path;
      const own = tags.indexOf(firstWordOf(path));
      // A path without a tag stays behind the one before it.
      if (own !== -1) tag = own;
      return { tag, route: { ...route, path } };
    });
  });
  const inOrder = mounted.toSorted((one, other) => one.tag - other.tag).map(({ route }) => route);
  const table = [...first, ...inOrder, ...last];
  refuseRepeated(table);
  return table;
}

function firstWordOf(path: string): string {
  return path.split('/', 2)[1] ?? '';
}

/** @throws when two routes have the same method and path; it names both */
function refuseRepeated(table: readonly Route[]): void {
  const seen = new Map<string, string>();
  for (const { method, path, about } of table) {
    const endpoint = `${method} ${path.replace(/\{\w+\}/g, '{}')}`;
    const earlier = seen.get(endpoint);
    if (earlier !== undefined) throw new Error(`Two routes are ${method} ${path}: "${earlier}" and "${about}"`);
    seen.set(endpoint, about);
  }
}

const first: readonly LocalRoute[] = [{ method: 'GET', path: '/', local: 'index', about: 'this list' }];

const last: readonly LocalRoute[] = [
  { method: 'GET', path: '/systems', local: 'systems', about: 'the systems that are served here, and how they are' },
  { method: 'GET', path: '/docs', local: 'docs', about: 'this API, for people' },
  { method: 'GET', path: '/openapi.json', local: 'openapi', about: 'this API, as OpenAPI 3.1 describes it' },
  { method: 'GET', path: '/asyncapi.json', local: 'asyncapi', about: 'the events, as AsyncAPI 3 describes them' },
  { method: 'GET', path: '/health/live', local: 'live', about: 'is the process alive' },
  { method: 'GET', path: '/health/ready', local: 'ready', about: 'can it serve' },
];

/** The name of the permission that a route needs. A stream shows what its list does. */
export function accessNameOf(route: Route): string {
  if ('action' in route) return route.action;
  return 'local' in route ? route.local : route.live.lists;
}

/** What others need is in the path and the query. */
export function takesBody({ method }: Pick<Route, 'method'>): boolean {
  return method !== 'GET' && method !== 'DELETE';
}

/** Those who watch over the gateway have to reach it however much they ask. */
export function isProbe(name: string): boolean {
  return name === 'live' || name === 'ready';
}

/** What `GET /` answers: what there is to try. */
export function indexOf(table: readonly Route[]): object {
  return { name: 'Yeyak', routes: table.map(({ method, path, about }) => ({ method, path, about })) };
}

/** The path of a request target, without its query and one trailing slash. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
