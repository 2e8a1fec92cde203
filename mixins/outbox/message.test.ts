import assert from 'node:assert/strict';
import { eventsOf } from '../../test/support/events.ts';
import { contextOf, decode, encode, identity, NotAnEvent } from './message.ts';

describe('A message of a stream', () => {
  const [event] = eventsOf('r1');
  assert.ok(event);

  it('comes out as the event that went in', () => {
    assert.deepEqual(decode(encode(event), event.type), event);
  });

  for (const [fault, text, reason] of [
    ['text that is no JSON', '{', /not JSON/],
    ['a list', '[]', /not a JSON object/],
    ['another format', JSON.stringify({ ...event, specversion: '0.3' }), /specversion/],
    ['no id', JSON.stringify({ ...event, id: undefined }), /^id is not a text/],
    ['an empty subject', JSON.stringify({ ...event, subject: '' }), /^subject is not a text/],
    ['a number for the correlation', JSON.stringify({ ...event, correlationid: 7 }), /^correlationid is not a text/],
    ['version 0', JSON.stringify({ ...event, version: 0 }), /version/],
    ['version 1.5', JSON.stringify({ ...event, version: 1.5 }), /version/],
    ['no data', JSON.stringify({ ...event, data: null }), /data/],
    [
      'a type that is not its subject',
      JSON.stringify({ ...event, type: 'library.rental.returned' }),
      /published under/,
    ],
  ] as const) {
    it(`with ${fault} is refused, and no retry helps`, () => {
      assert.throws(
        () => decode(text, event.type),
        (error) => error instanceof NotAnEvent && error.retryable === false && reason.test(error.message),
      );
    });
  }

  it('is told from one of another service with the same id', () => {
    assert.notEqual(identity(event), identity({ ...event, source: '/payment' }));
  });

  it('belongs to the context that its type begins with', () => {
    assert.equal(contextOf('library.rental.*'), 'library');
  });
});
