import type { ActionName } from './contracts.ts';

/** The table of what the gateway offers. Routing, `Allow`, the index at `GET /` and `/openapi.json` all follow from it. */
export type Route = ActionRoute | LocalRoute | StreamRoute;

interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for a segment that becomes a parameter. */
  readonly path: string;
  readonly about: string;
  /** A switch for demonstrations, which is no part of the API: who tries all of that would find payment out of order. */
  readonly undescribed?: true;
  /** Bytes that a body may have, where that is more than usual. */
  readonly bodyLimit?: number;
}

/** Answered by an action. */
export interface ActionRoute extends Endpoint {
  readonly action: ActionName;
  /** Answers 201 with `Location`. The gateway chooses the id, or it is one that the body names. */
  readonly creates?: true | 'named';
  /** All it needs is in the path: it may come without a body. */
  readonly bodiless?: true;
}

/** Answered by the gateway itself. */
export interface LocalRoute extends Endpoint {
  readonly local: 'index' | 'live' | 'ready' | 'docs' | 'openapi' | 'asyncapi';
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
  {
    method: 'GET',
    path: '/rentals/{id}/history',
    action: 'history.get',
    about: 'what happened to one rental, and when',
  },
  { method: 'GET', path: '/terms', action: 'rental.terms', about: 'what a reservation costs' },
  { method: 'GET', path: '/payments', action: 'payment.list', about: 'payments' },
  { method: 'GET', path: '/payments/{id}', action: 'payment.get', about: 'one payment' },
  { method: 'GET', path: '/books', action: 'book.list', about: 'titles' },
  {
    method: 'PUT',
    path: '/books',
    action: 'book.catalogueMany',
    about: 'add or correct titles {titles}',
    bodyLimit: 524_288,
  },
  { method: 'GET', path: '/books/{id}', action: 'book.get', about: 'one title, its copies and its waitlist' },
  {
    method: 'DELETE',
    path: '/books/{id}',
    action: 'book.withdraw',
    about: 'withdraw a title; reservations of it are refunded',
  },
  {
    method: 'GET',
    path: '/books/{id}/waitlist',
    action: 'book.waitlist',
    about: 'who has the copies of a title, and who waits',
  },
  { method: 'GET', path: '/mypages', action: 'mypage.list', about: 'my page; ?memberId' },
  { method: 'GET', path: '/mypages/stream', stream: 'mypage', about: 'my page as it changes, as events; ?memberId' },
  { method: 'GET', path: '/mypages/{id}', action: 'mypage.get', about: 'my page of one rental' },
  {
    method: 'POST',
    path: '/admin/accounts',
    action: 'identity.register',
    creates: 'named',
    about: 'add a person {id, role: "member" | "librarian" | "admin"}',
  },
  { method: 'GET', path: '/admin/accounts', action: 'identity.list', about: 'who can sign in' },
  { method: 'GET', path: '/admin/accounts/{id}', action: 'identity.get', about: 'one account' },
  {
    method: 'PATCH',
    path: '/admin/accounts/{id}',
    action: 'identity.change',
    about: 'change an account {role, password, disabled}',
  },
  {
    method: 'POST',
    path: '/admin/clients',
    action: 'identity.addClient',
    creates: 'named',
    about: 'add another system {id, role: "kiosk" | "librarian" | "admin"}; answers its secret',
  },
  { method: 'GET', path: '/admin/clients', action: 'identity.listClients', about: 'which other systems get tokens' },
  {
    method: 'PATCH',
    path: '/admin/clients/{id}',
    action: 'identity.changeClient',
    about: 'disable another system, or make its secret new {disabled, newSecret}',
  },
  { method: 'POST', path: '/admin/keys', action: 'identity.rotateKeys', about: 'sign tokens with a new key' },
  // Everything below /admin is for administrators.
  { method: 'GET', path: '/admin/system', action: 'operations.system', about: 'nodes, breakers, and what waits' },
  {
    method: 'GET',
    path: '/admin/stories',
    action: 'history.story',
    about: 'all that happened to a rental, or followed from a request; ?rentalId or correlationId',
  },
  {
    method: 'GET',
    path: '/admin/payment-sandbox',
    action: 'payment.sandboxSettings',
    undescribed: true,
    about: 'how the sandbox payment provider behaves',
  },
  {
    method: 'PATCH',
    path: '/admin/payment-sandbox',
    action: 'payment.sandbox',
    undescribed: true,
    about: 'change that {mode: "approve" | "decline" | "fail", delayMs}',
  },
  {
    method: 'POST',
    path: '/admin/repair',
    action: 'operations.repair',
    about: 'let all records tell their state again, where events were lost; go on with {service, after, run}',
  },
  {
    method: 'GET',
    path: '/admin/dead-letters',
    action: 'operations.deadLetters.list',
    about: 'events that were given up; ?consumer, type, after, before',
  },
  {
    method: 'POST',
    path: '/admin/dead-letters/retry',
    action: 'operations.deadLetters.retry',
    about: 'hand them to their consumers again {consumer, type, after, before} or {"all": true}',
  },
  {
    method: 'POST',
    path: '/admin/dead-letters/discard',
    action: 'operations.deadLetters.discard',
    about: 'drop them {consumer, type, after, before} or {"all": true}',
  },
  {
    method: 'GET',
    path: '/admin/dead-letters/{id}',
    action: 'operations.deadLetters.get',
    about: 'one, with its message',
  },
  {
    method: 'POST',
    path: '/admin/dead-letters/{id}/retry',
    action: 'operations.deadLetters.retry',
    bodiless: true,
    about: 'hand one to its consumer again',
  },
  {
    method: 'POST',
    path: '/admin/dead-letters/{id}/discard',
    action: 'operations.deadLetters.discard',
    bodiless: true,
    about: 'drop one',
  },
  { method: 'GET', path: '/docs', local: 'docs', about: 'this API, for people' },
  { method: 'GET', path: '/openapi.json', local: 'openapi', about: 'this API, as OpenAPI 3.1 describes it' },
  { method: 'GET', path: '/asyncapi.json', local: 'asyncapi', about: 'the events, as AsyncAPI 3 describes them' },
  { method: 'GET', path: '/health/live', local: 'live', about: 'is the process alive' },
  { method: 'GET', path: '/health/ready', local: 'ready', about: 'can it serve' },
];

/** What the table of access calls it. A stream of my page shows what its list does. */
export function accessNameOf(route: Route): string {
  if ('action' in route) return route.action;
  return 'local' in route ? route.local : 'mypage.list';
}

/** What others need is in the path and the query. */
export function takesBody({ method }: Pick<Endpoint, 'method'>): boolean {
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
