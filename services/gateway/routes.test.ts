import assert from 'node:assert/strict';
import { aliasesOf, resourcesOf } from './resources.ts';
import { indexOf, pathOf, type Route, routes } from './routes.ts';

const table: Route[] = [
  { method: 'POST', path: '/rentals', action: 'rental.reserve', creates: true, about: 'reserve' },
  { method: 'GET', path: '/rentals', action: 'rental.list', about: 'list' },
  { method: 'PATCH', path: '/rentals/{id}', action: 'rental.transition', about: 'change' },
  { method: 'GET', path: '/health/live', local: 'live', about: 'alive' },
];

function at(path: string) {
  return resourcesOf(table).filter(({ pattern }) => pattern.test(path));
}

describe('routes', () => {
  it('allow HEAD where GET is, and OPTIONS everywhere', () => {
    assert.deepEqual(
      ['/rentals', '/rentals/r1', '/health/live'].map((path) => at(path).map(({ allow }) => allow)),
      [['POST, GET, HEAD, OPTIONS'], ['PATCH, OPTIONS'], ['GET, HEAD, OPTIONS']],
    );
    assert.ok(at('/rentals')[0]?.methods.has('HEAD'));
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

  it('have each method of a path once: two of the same are refused by name', () => {
    assert.ok(aliasesOf(routes));
    const again: Route = {
      method: 'PATCH',
      path: '/rentals/{number}',
      action: 'rental.transition',
      about: 'once more',
    };
    assert.throws(
      () => aliasesOf([...table, again]),
      /Two routes are PATCH \/rentals\/\{number\}: "change" and "once more"/,
    );
  });

  it('are found without query and one trailing slash', () => {
    const paths = ['/', '/?a=/', '/rentals/', '/rentals/?a', '/rentals?a?b', '//', '?a'].map(pathOf);
    assert.deepEqual(paths, ['/', '/', '/rentals', '/rentals', '/rentals', '/', '']);
  });
});
