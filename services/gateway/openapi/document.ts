import type { Auth } from '../admission.ts';
import type { LocalRoute, Route } from '../routes.ts';
import { Components } from './components.ts';
import { localAnswers } from './local.schemas.ts';
import { operation } from './operation.ts';
import { always, failures, success } from './responses.ts';
import { optional, refusedCallers, schemesOf, securityOf } from './security.ts';

/** What the gateway offers, as OpenAPI 3.1 describes it: made of the table of routes and the contracts of its actions. */
export function openApi(table: readonly Route[], auth: Auth): object {
  const components = new Components();
  const paths = Array.from(
    Map.groupBy(table, ({ path }) => path),
    ([path, routes]) => [path, Object.fromEntries(routes.map((route) => described(route, auth, components)))],
  );
  const tags = [...new Set(table.map(tagOf))];
  return {
    openapi: '3.1.1',
    info,
    servers,
    security: optional,
    tags: tags.map((name) => ({ name, description: about[name] ?? name })),
    paths: Object.fromEntries(paths),
    components: { ...components.toJSON(), securitySchemes: schemesOf(auth) },
  };
}

const info = {
  title: 'Yeyak',
  version: '0.1.0',
  summary: 'Reservation systems that people can rely on.',
  description:
    'The book rental system: a member reserves a book, paid at once, checks it out, returns it or cancels. What went wrong is told as RFC 9457 has it. HEAD works wherever GET does; fields and parameters that are not described are refused.',
  contact: { name: 'Yeyak' },
};

const servers = [{ url: '/', description: 'This server, in production, test or local.', 'x-internal': false }];

const about: Readonly<Record<string, string>> = {
  admin: 'For admins.',
  rentals: 'Reservations and loans.',
  payments: 'What was paid for them.',
  books: 'The catalogue.',
  mypages: 'What a member sees.',
  health: 'For those who watch over it.',
  service: 'What there is.',
};

/** Routes belong together by how their paths begin. */
function tagOf({ path }: Route): string {
  const [, first = ''] = path.split('/');
  return /^\w+$/.test(first) ? first : 'service';
}

function described(route: Route, auth: Auth, components: Components): [string, object] {
  const told = 'local' in route ? localOperation(route, auth, components) : operation(route, auth, components);
  return [route.method.toLowerCase(), { tags: [tagOf(route)], ...told }];
}

function localOperation({ local, about: summary }: LocalRoute, auth: Auth, components: Components): object {
  const answer = localAnswers[local];
  const responses = {
    200: success('Done.', answer, [], components),
    ...failures([...always, ...refusedCallers(local, auth)], components),
    ...(local === 'ready' && { 503: success('It cannot serve.', answer, [], components) }),
  };
  return { operationId: local, summary, description: summary, ...securityOf(local, auth), responses };
}
