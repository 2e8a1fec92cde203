import assert from 'node:assert/strict';
import { envelop, matches, restate } from './event.ts';

describe('An envelope', () => {
  const origin = {
    source: '/rental',
    subject: 'r1',
    at: Date.UTC(2026, 0, 1, 9),
    correlationId: 'request-1',
    causationId: 'command-1',
  };
  const events = ['reserved', 'ready'].map((name) => ({ type: `library.rental.${name}`, data: { name } }));

  it('is a CloudEvent 1.0 that says where it comes from and what it follows from', () => {
    assert.deepEqual(envelop(events.slice(0, 1), 4, origin), [
      {
        specversion: '1.0',
        id: 'r1-5',
        source: '/rental',
        type: 'library.rental.reserved',
        subject: 'r1',
        time: '2026-01-01T09:00:00.000Z',
        datacontenttype: 'application/json',
        version: 5,
        correlationid: 'request-1',
        causationid: 'command-1',
        data: { name: 'reserved' },
      },
    ]);
  });

  it('takes one version for each event, and its id from the version, so that it is the same each time', () => {
    const versions = envelop(events, 4, origin).map(({ id, version }) => [id, version]);
    assert.deepEqual(versions, [
      ['r1-5', 5],
      ['r1-6', 6],
    ]);
    assert.deepEqual(envelop(events, 4, origin), envelop(events, 4, origin));
  });

  it('of what is told again has the version of the record, and an id of its own each', () => {
    const again = restate(events, 5, origin, 'run-1');
    assert.deepEqual(
      again.map(({ id, version, causationid, restated }) => [id, version, causationid, restated]),
      [
        ['r1-5', 5, 'run-1', true],
        ['r1-5.1', 5, 'run-1', true],
      ],
    );
  });
});

describe('A pattern of event types', () => {
  const takes: Record<string, readonly string[]> = {
    'library.rental.reserved': ['library.rental.reserved'],
    'library.rental.*': ['library.rental.reserved'],
    'library.*.reserved': ['library.rental.reserved'],
    'library.>': ['library.rental', 'library.rental.reserved', 'library.rental.reserved.late'],
    '>': ['library', 'library.rental'],
    '*': ['library'],
  };
  const leaves: Record<string, readonly string[]> = {
    'library.rental.reserved': ['library.rental', 'library.rental.rented', 'library.rental.reserved.late'],
    'library.rental.*': ['library.rental', 'library.rental.reserved.late', 'library.book.held'],
    'library.>': ['library', 'libraries.rental'],
    'library.*.>': ['library', 'library.rental'],
    '*': ['library.rental'],
  };

  for (const [pattern, types] of Object.entries(takes))
    it(`${pattern} takes ${types.join(', ')}`, () => {
      for (const type of types) assert.ok(matches(pattern, type), type);
    });

  for (const [pattern, types] of Object.entries(leaves))
    it(`${pattern} leaves ${types.join(', ')}`, () => {
      for (const type of types) assert.ok(!matches(pattern, type), type);
    });
});
