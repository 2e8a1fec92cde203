import assert from 'node:assert/strict';
import { type Answered, defineAnswer } from './answers.ts';
import { idRule, schemaOf } from './rules.ts';
import { bySchema } from './schema.ts';
import { byRule, countRule, described, flagRule, listRule, objectRule, optional, wordRule } from './values.ts';

const seats = listRule(9, objectRule({ row: countRule, held: optional(countRule) }), 'In order.');
const fields = { id: idRule, kind: wordRule('whole', 'half'), seats, late: flagRule('It comes late.') } as const;
const place = defineAnswer('Place', fields, { id: 'a', kind: 'whole', seats: [{ row: 1 }] });
type Place = Answered<typeof place>;

describe('An answer', () => {
  it('is described by its rules, with an example', () => {
    assert.deepEqual(place, {
      title: 'Place',
      type: 'object',
      properties: {
        id: schemaOf(idRule),
        kind: { type: 'string', enum: ['whole', 'half'] },
        seats: {
          type: 'array',
          maxItems: 9,
          items: {
            type: 'object',
            properties: { row: schemaOf(countRule), held: schemaOf(countRule) },
            required: ['row'],
            additionalProperties: false,
          },
          description: 'In order.',
        },
        late: { type: 'boolean', description: 'It comes late.' },
      },
      required: ['id', 'kind', 'seats'],
      additionalProperties: false,
      examples: [{ id: 'a', kind: 'whole', seats: [{ row: 1 }] }],
    });
  });

  it('has the description that it is given, where the rule has a schema of its own', () => {
    assert.deepEqual(schemaOf(described(byRule, 'Who did it.')), { ...bySchema, description: 'Who did it.' });
  });

  it('has the type that its rules say: anything else does not compile', () => {
    const right: Place = { id: 'a', kind: 'half', seats: [{ row: 1, held: 2 }], late: true };
    const mistakes: Place[] = [
      // @ts-expect-error a field that is missing
      { id: 'a', kind: 'half' },
      // @ts-expect-error a word that is none of those allowed
      { ...right, kind: 'third' },
      // @ts-expect-error a field that the rules do not name
      { ...right, color: 'red' },
      // @ts-expect-error a field of another type, within a list
      { ...right, seats: [{ row: 'first' }] },
      // @ts-expect-error it is true, or absent
      { ...right, late: false },
    ];
    assert.equal(mistakes.length, 5);
    // @ts-expect-error an example that lacks a field
    assert.ok(defineAnswer('Place', fields, { id: 'a', kind: 'half' }));
  });
});
