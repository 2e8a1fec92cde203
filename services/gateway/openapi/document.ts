import type { Auth } from '../admission.ts';
import type { Offer } from '../offer.ts';
import type { Route, StreamRoute } from '../routes.ts';
import { Components } from './components.ts';
import { localOperation } from './local.operations.ts';
import { operation } from './operation.ts';
import { optional, schemesOf } from './security.ts';

/**
 * What the gateway offers, as OpenAPI 3.1 describes it: made of the table of routes and the contracts of its actions.
 * @throws when two of its parts have one name
 */
export function openApi(offer: Offer, auth: Auth): object {
  const { routes: table } = offer;
  refuseRepeated(table.filter(isDescribed).map(operationIdOf));
  const components = new Components();
  const paths = Array.from(
    Map.groupBy(table.filter(isDescribed), ({ path }) => path),
    ([path, routes]) => [path, Object.fromEntries(routes.map((route) => described(route, offer, auth, components)))],
  );
  const about: Readonly<Record<string, string>> = { ...offer.tags, ...ofGateway };
  const tags = [...new Set(table.map((route) => tagOf(route, about)))];
  return {
    openapi: '3.1.1',
    info,
    servers,
    security: optional,
    tags: tags.map((name) => ({ name, description: about[name] ?? name })),
    paths: Object.fromEntries(paths),
    components: { ...components.toJSON(), securitySchemes: schemesOf(offer, auth) },
  };
}

const info = {
  title: 'Yeyak',
  version: '0.1.0',
  summary: 'Reservation systems that people can rely on.',
  description:
    'The book rental system: a member reserves a book, paid at once, checks it out, returns it or cancels. What went wrong is told as RFC 9457 has it. Events, and the stream of a page, are described at /asyncapi.json. HEAD works wherever GET does; fields and parameters that are not described are refused.',
  contact: { name: 'Yeyak' },
};

const servers = [{ url: '/', description: 'This server, in production, test or local.', 'x-internal': false }];

const ofGateway: Readonly<Record<string, string>> = {
  health: 'For those who watch over it.',
  service: 'What there is.',
};

/** Routes belong together by how their paths begin; the rest is about the service itself. */
function tagOf({ path }: Route, about: Readonly<Record<string, string>>): string {
  const [, first = ''] = path.split('/');
  return Object.hasOwn(about, first) ? first : 'service';
}

function described(route: Described, offer: Offer, auth: Auth, components: Components): [string, object] {
  const method = route.method.toLowerCase();
  const known = {
    operationId: operationIdOf(route),
    summary: route.about,
    tags: [tagOf(route, { ...offer.tags, ...ofGateway })],
  };
  return [method, { ...known, ...told(route, offer, auth, components) }];
}

function told(route: Described, offer: Offer, auth: Auth, components: Components): object {
  return 'action' in route ? operation(route, offer, auth, components) : localOperation(route, offer, auth, components);
}

/** Streams stand in the AsyncAPI document: OpenAPI 3.1 has no words for them. */
type Described = Exclude<Route, StreamRoute>;

function isDescribed(route: Route): route is Described {
  return !('live' in route || ('action' in route && route.undescribed));
}

/** `PATCH /rentals/{id}` is `patchRentalsById`. */
function operationIdOf({ method, path }: Route): string {
  const words = path.replace(/\{(\w+)\}/g, 'by-$1').match(/\w+/g) ?? ['index'];
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

/** A client that is generated from the document has one method for each: of two with one name, one would be lost. */
function refuseRepeated(operationIds: readonly string[]): void {
  const repeated = operationIds.find((id, index) => operationIds.indexOf(id) !== index);
  if (repeated !== undefined) throw new Error(`Two routes become the operation ${repeated}: give one another path.`);
}
