import assert from 'node:assert/strict';
import { ServiceBroker } from 'moleculer';
import { provide, type Runtime } from '../../../mixins/runtime.ts';
import type { System, SystemRoute } from '../../../mixins/system.ts';
import { Description, escaped } from '../../../test/support/description.ts';
import { offer, systems } from '../../../test/support/offer.ts';
import type { Auth } from '../admission.ts';
import gateway from '../gateway.service.ts';
import { offerOf } from '../offer.ts';
import type { Route } from '../routes.ts';
import { openApi } from './document.ts';

const closed: Auth = {
  mode: 'oidc',
  external: false,
  issuer: 'https://library.example/oidc',
  audience: 'urn:yeyak:api',
  algorithms: ['RS256'],
};

const documents = { open: openApi(offer, { mode: 'open' }), closed: openApi(offer, closed) };

/** Every object in it, with its place as a JSON pointer. */
function* parts(value: unknown, place = ''): Iterable<[place: string, part: Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  yield [place, value as Record<string, unknown>];
  for (const [key, inner] of Object.entries(value)) yield* parts(inner, `${place}/${escaped(key)}`);
}

for (const [name, document] of Object.entries(documents))
  describe(`The OpenAPI document of a gateway that is ${name}`, () => {
    const description = new Description(document);

    it('describes every route, but for streams and what is no part of the API', () => {
      const left: Route[] = routes.filter((route) => 'live' in route || ('action' in route && route.undescribed));
      assert.deepEqual(
        left.map(({ path }) => path),
        [
          ...['/mypages/stream', '/screening/myPages/stream', '/market/mypages/stream', '/market/publpages/stream'],
          ...['/vaccine/dashboard/stream', '/store/dashboard/stream'],
          ...['/admin/kakao-sandbox', '/admin/kakao-sandbox', '/admin/payment-sandbox', '/admin/payment-sandbox'],
        ],
      );
      assert.deepEqual(
        description
          .operations()
          .map(({ method, path }) => `${method} ${path}`)
          .sort(),
        routes
          .filter((route) => !left.includes(route))
          .map(({ method, path }) => `${method} ${path}`)
          .sort(),
      );
    });

    it('calls each operation by a name of its own', () => {
      const names = description.operations().map(({ operationId }) => operationId);
      assert.ok(names.includes('patchRentalsById'));
      assert.equal(new Set(names).size, names.length);
    });

    it('refers only to what is there, and holds nothing that is not referred to', () => {
      const referred = new Set(Array.from(parts(document), ([, { $ref }]) => $ref).filter(Boolean));
      const there = Object.entries(description.document.components)
        .filter(([kind]) => kind !== 'securitySchemes')
        .flatMap(([kind, named]) => Object.keys(named).map((part) => `#/components/${kind}/${part}`));
      assert.deepEqual([...referred].sort(), there.sort());
    });

    it('gives examples that fit their schemas', () => {
      let examples = 0;
      for (const [place, part] of parts(document)) {
        const shown = [part.example, ...Object.values(part.examples ?? {}).map((one) => one.value ?? one)];
        for (const example of shown.filter((one) => one !== undefined)) {
          const schema = part.schema === undefined ? place : `${place}/schema`;
          assert.deepEqual(description.faults(schema, example), [], `${place}: ${JSON.stringify(example)}`);
          examples += 1;
        }
      }
      assert.ok(examples > 50, `${examples} examples`);
    });
  });

const [ownLibrary, ...others] = systems as [System, ...System[]];

describe('A gateway whose document would tell two things by one name', () => {
  it('does not start where two schemas that differ have one title', () => {
    const before = offer.contractOf('mypage.get');
    const clashing = { ...before, answer: { ...before.answer, title: 'Payment' } };
    const library = { ...ownLibrary, actions: { ...ownLibrary.actions, 'mypage.get': clashing } };
    const broker = new ServiceBroker({ logger: false });
    provide(broker, { systems: [library, ...others] } as unknown as Runtime);
    assert.throws(() => broker.createService(gateway), /Two schemas of the document are named Payment: /);
  });

  it('is refused where two routes become one operation', () => {
    const two = ['/rentals/{id}/history', '/rentals/by-id/history'].map(
      (path): SystemRoute => ({ method: 'GET', path, action: 'rental.history', may: {}, about: 'history' }),
    );
    const twice = { ...ownLibrary, routes: two };
    assert.throws(() => openApi(offerOf([twice]), closed), /the operation getRentalsByIdHistory/);
  });
});

const { routes } = offer;

describe('The OpenAPI document', () => {
  const at = (document: object, path: string, method: string) =>
    (document as { paths: Record<string, Record<string, { security?: object[]; responses: object }>> }).paths[path]?.[
      method
    ];

  it('says what role is needed at least, where somebody asks', () => {
    assert.equal(at(documents.closed, '/books', 'get')?.security, undefined);
    assert.deepEqual(at(documents.closed, '/rentals', 'post')?.security, [{ member: [] }]);
    assert.deepEqual(at(documents.closed, '/books', 'put')?.security, [{ librarian: [] }]);
    assert.deepEqual(at(documents.closed, '/admin/accounts', 'post')?.security, [{ admin: [] }]);
  });

  it('promises statuses only where they can occur, the same of a gateway that is open and one that is closed', () => {
    for (const document of Object.values(documents)) {
      const statuses = (path: string, method: string) =>
        Object.keys(at(document, path, method)?.responses ?? {}).join(' ');
      assert.equal(statuses('/rentals', 'post'), '201 400 401 402 403 408 409 413 415 422 429 431 500 503');
      assert.equal(statuses('/rentals/{id}', 'get'), '200 400 401 403 404 408 422 429 431 500 503');
      assert.equal(statuses('/health/live', 'get'), '200 400 401 408 431 500');
      assert.equal(statuses('/docs', 'get'), '200 304 400 401 408 429 431 500');
    }
  });
});
