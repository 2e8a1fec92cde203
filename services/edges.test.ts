import assert from 'node:assert/strict';
import { systems } from './systems.ts';

const withBody: readonly string[] = ['POST', 'PUT', 'PATCH'];
/** An id that only the gateway gives: nobody has it as a number. */
const ulid = /^[0-9A-HJKMNP-TV-Z]{26}$/;

describe('Routes whose bodies name people and things by ids of other programs', () => {
  const fields = systems.flatMap(({ routes, actions }) =>
    routes.flatMap((route) => {
      if (!('action' in route) || !withBody.includes(route.method)) return [];
      const { params = {}, example = {} } = actions[route.action] ?? {};
      const given = Object.entries(example as Readonly<Record<string, unknown>>);
      const ids = given.filter(
        ([field, value]) => /Id$/.test(field) && Object.hasOwn(params, field) && !ulid.test(`${value}`),
      );
      return ids.map(([field]) => ({ route, field }));
    }),
  );

  it('are found', () => assert.ok(fields.length >= 12, `${fields.length} fields`));

  for (const { route, field } of fields)
    it(`${route.method} ${route.path} takes ${field} as a number`, () =>
      assert.equal(route.accepts?.({ [field]: 7 }, 0)[field], '7'));
});
