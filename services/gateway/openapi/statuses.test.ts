import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Errors } from 'moleculer';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { type Answered, answered, Description, type Operation } from '../../../test/support/description.ts';
import { type Behaviour, gatewayBeforeStubs } from '../../../test/support/gateway.ts';
import { offer } from '../../../test/support/offer.ts';
import { RawHttp } from '../../../test/support/raw-http.ts';
import { newDir, removeDir } from '../../../test/support/tempdir.ts';
import { closed, newIssuer } from '../../../test/support/tokens.ts';
import type { Admit } from '../admission.ts';
import { RateLimit } from '../limits/rate-limit.ts';
import { problemOf } from '../problems.ts';
import { type Route, takesBody } from '../routes.ts';
import { openApi } from './document.ts';

const { contractOf, routes } = offer;

/** Each status that the document promises of a path is one that a client can get, and it is as the document says. */
describe('A status that is described can be had:', () => {
  const pages = newDir();
  writeFileSync(join(pages, 'index.html'), '');
  after(() => removeDir(pages));
  const gateway = gatewayBeforeStubs({ auth: closed, pages });
  const description = new Description(openApi(offer, closed));
  let issuer: Awaited<ReturnType<typeof newIssuer>>;
  let admit: Admit;
  before(async () => {
    issuer = await newIssuer();
    admit = gateway.service.admit;
  });
  beforeEach(() => {
    gateway.service.admit = admit;
    gateway.service.limit = undefined;
    behave(() => exampleOf);
  });

  for (const operation of description.operations())
    for (const status of Object.keys(operation.responses).map(Number))
      it(`${operation.method} ${operation.path} ${status}`, async () => {
        const answer = await reach(routeOf(operation), operation, status);
        assert.equal(answer.status, status, answer.text);
        description.check(operation.method, operation.path, answer);
      });

  /** What the services do, but for the one that knows the keys of tokens. */
  function behave(behaviourOf: (action: string) => Behaviour): void {
    gateway.behaviour = (params, context) => {
      const action = String(context.action?.name);
      return action === 'identity.jwks' ? issuer.keys : behaviourOf(action)(params, context);
    };
  }

  /** An id that the parameter takes: some ids are days. */
  function segmentOf(name: string, { parameters = [] }: Operation): string {
    const pattern = parameters.find((one) => one.name === name)?.schema.pattern ?? '';
    return ['some-1', '2027-09-09'].find((id) => new RegExp(pattern).test(id)) ?? name;
  }

  async function reach(route: Route, operation: Operation, status: number): Promise<Answered> {
    const path = route.path.replace(/\{(\w+)\}/g, (_, name) => segmentOf(name, operation));
    const raw = new RawHttp(gateway.service.server, `${route.method} ${path} HTTP/1.1\r\nHost: a\r\n`);
    const admin = { authorization: await issuer.bearer('ada', 'admin'), 'content-type': 'application/json' };
    const example = JSON.stringify(operation.requestBody?.content['application/json'].example);
    const ask = (headers: Record<string, string> = admin, body = example, query = '') =>
      answered(
        fetch(gateway.service.url + path + query, {
          method: route.method,
          redirect: 'manual',
          headers,
          ...(body !== undefined && { body }),
        }),
      );
    switch (status) {
      case 303:
        return ask({ accept: 'text/html' });
      case 304:
        return ask({ 'if-none-match': (await ask()).headers.get('etag') ?? '' });
      case 400:
        return raw.sent('this is no header\r\n\r\n');
      case 401:
        return ask({ ...admin, authorization: 'Bearer not.a.token' });
      case 403:
        behave(refusing(route, status));
        return ask({ ...admin, authorization: await issuer.bearer('entrance', 'kiosk') });
      case 408:
        return raw.late();
      case 413:
        return ask(admin, `{"name":"${'x'.repeat(600_000)}"}`);
      case 415:
        return ask({ ...admin, 'content-type': 'text/plain' });
      case 422:
        return takesBody(route) ? ask(admin, '{"colour":"red"}') : ask(admin, undefined, '?colour=red');
      case 429:
        gateway.service.limit = new RateLimit({ requests: 1, seconds: 60 });
        await ask();
        return ask();
      case 431:
        return raw.sent(`X: ${'x'.repeat(20_000)}\r\n\r\n`);
      case 500:
        gateway.service.admit = () => Promise.reject(new TypeError('x is undefined'));
        return ask();
      case 503:
        behave(() => () => {
          throw new Errors.ServiceNotAvailableError({});
        });
        return ask();
      default:
        if (status >= 400) behave(refusing(route, status));
        return ask();
    }
  }
});

function exampleOf(_params: object, { action }: Parameters<Behaviour>[1]): unknown {
  if (action?.name?.endsWith('.ready')) return {};
  const { examples } = contractOf(String(action?.name)).answer;
  return (examples as readonly unknown[])[0];
}

/** The refusal of the route's contract that comes out as this status. */
function refusing(route: Route, status: number): () => Behaviour {
  const refusals = 'action' in route ? contractOf(route.action).refusals : [];
  const found = refusals.map((refusal) => new Refused(refusal)).find((refused) => problemOf(refused).status === status);
  return () => () => {
    throw found ?? new Error(`nothing is refused with ${status}`);
  };
}

function routeOf({ method, path }: Operation): Route {
  const route = routes.find((one) => one.method === method && one.path === path);
  assert.ok(route);
  return route;
}
