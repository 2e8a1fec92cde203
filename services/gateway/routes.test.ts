import assert from 'node:assert/strict';
import type { System } from '../../mixins/system.ts';
import { offer, systems } from '../../test/support/offer.ts';
import { aliasesOf, resourcesOf } from './resources.ts';
import { indexOf, pathOf, type Route, tableOf } from './routes.ts';

const table: Route[] = [
  { method: 'POST', path: '/rentals', action: 'rental.reserve', creates: true, about: 'reserve', may: {} },
  { method: 'GET', path: '/rentals', action: 'rental.list', about: 'list', may: {} },
  { method: 'PATCH', path: '/rentals/{id}', action: 'rental.transition', about: 'change', may: {} },
  { method: 'GET', path: '/health/live', local: 'live', about: 'alive', may: {} },
];

function at(path: string) {
  return resourcesOf(table).filter(({ pattern }) => pattern.test(path));
}

const [library] = systems as [System];

describe('routes', () => {
  it('allow HEAD where GET is, and OPTIONS everywhere', () => {
    assert.deepEqual(
      ['/rentals', '/rentals/r1', '/health/live'].map((path) => at(path).map(({ allow }) => allow)),
      [['POST, GET, HEAD, OPTIONS'], ['PATCH, OPTIONS'], ['GET, HEAD, OPTIONS']],
    );
  });

  it('match whole paths, to the letter', () => {
    for (const path of ['', '/', '/rental', '/rentals/', '/rentals//', '/RENTALS', '/rentals/a/b', '/x/rentals']) {
      assert.deepEqual(at(path), [], path);
    }
  });

  it('become aliases of moleculer-web', () => {
    const [reserve, list, transition, live] = table;
    assert.deepEqual(aliasesOf(table), {
      'POST /rentals': { endpoint: reserve },
      'GET /rentals': { endpoint: list },
      'HEAD /rentals': { endpoint: list },
      'PATCH /rentals/:id': { endpoint: transition },
      'GET /health/live': { endpoint: live },
      'HEAD /health/live': { endpoint: live },
    });
  });

  it('are told at GET /, without what is behind them', () => {
    assert.deepEqual(indexOf(table.slice(0, 1)), {
      name: 'Yeyak',
      routes: [{ method: 'POST', path: '/rentals', about: 'reserve' }],
    });
  });

  it('have each method of a path once: a system that has one again is refused by name', () => {
    const keys = offer.routes.map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(keys, Array.from(new Set(keys)));
    const again = { ...library, mount: '', routes: [{ ...library.routes[2], path: '/rentals/{number}' }] } as System;
    assert.throws(
      () => tableOf([library, again]),
      /Two routes are GET \/rentals\/\{number\}: "one rental" and "one rental"/,
    );
  });

  it('are listed in the order of the tags, and without a tag behind the route before', () => {
    const routeOf = (path: string) => ({ method: 'GET', path, action: 'a.get', may: {}, about: path }) as const;
    const early = { ...library, mount: '', tags: { a: '', b: '', c: '' }, routes: ['/a', '/x', '/c'].map(routeOf) };
    const mounted = { ...library, mount: '/m', tags: { b: '' }, routes: ['/b'].map(routeOf) };
    const late = { ...library, mount: '', tags: { b: '', d: '' }, routes: ['/b', '/b/{id}', '/d', '/y'].map(routeOf) };
    assert.deepEqual(
      tableOf([early, mounted, late]).flatMap((route) => ('action' in route ? [route.path] : [])),
      ['/a', '/x', '/b', '/b/{id}', '/c', '/m/b', '/d', '/y'],
    );
  });

  it('are found without query and one trailing slash', () => {
    const paths = ['/', '/?a=/', '/rentals/', '/rentals/?a', '/rentals?a?b', '//', '?a'].map(pathOf);
    assert.deepEqual(paths, ['/', '/', '/rentals', '/rentals', '/rentals', '/', '']);
  });
});
