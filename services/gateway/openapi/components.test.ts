import assert from 'node:assert/strict';
import { Components } from './components.ts';

const book = { title: 'Reservation', type: 'object', properties: { bookId: { type: 'string' } } };
const room = { title: 'Reservation', type: 'object', properties: { roomId: { type: 'string' } } };

describe('The parts of a document', () => {
  it('are told once, however often they are referred to', () => {
    const components = new Components();
    assert.deepEqual(components.schema(book), { $ref: '#/components/schemas/Reservation' });
    assert.deepEqual(components.schema(structuredClone(book)), components.schema(book));
    assert.deepEqual(components.toJSON(), { schemas: { Reservation: book } });
  });

  it('are refused where two that differ have one name, and both are told', () => {
    const components = new Components();
    components.schema(book);
    for (const other of [room, { type: 'array', items: room }, { ...book, required: ['bookId'] }])
      assert.throws(() => components.schema(other), /named Reservation: .*bookId.* and .*(roomId|required)/);
    assert.deepEqual(components.toJSON(), { schemas: { Reservation: book } });
  });
});
