import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseEnv } from '../../config/env.ts';
import type { Fields, Rule, Rules } from '../../mixins/contract/rules.ts';
import { schemaOfFields } from '../../mixins/contract/rules.ts';
import { brokerOptions } from '../../moleculer.config.ts';
import { Description } from '../../test/support/description.ts';
import { offer } from '../../test/support/offer.ts';

describe('The rules of a contract', function () {
  this.timeout(60_000);
  const validator = brokerOptions(parseEnv({}), 'test').validator as unknown as {
    compile(rules: object): (value: object) => true | object[];
  };

  for (const [name, { params }] of Object.entries(offer.actions))
    it(`of ${name} take what their JSON Schema takes, and nothing else, and say what a text must be`, () => {
      const isTaken = validator.compile({ ...params });
      const schema = new Description({ schema: schemaOfFields(params) });
      const seen = { taken: 0, refused: 0 };
      fc.assert(
        fc.property(anyObject(params), (value) => {
          const faults = schema.faults('/schema', value);
          const findings = isTaken(structuredClone(value));
          const taken = findings === true;
          assert.doesNotMatch(JSON.stringify(findings), /required pattern/, 'the rule has no `form`');
          seen[taken ? 'taken' : 'refused'] += 1;
          assert.equal(taken, faults.length === 0, JSON.stringify({ value, faults }));
        }),
        { seed: 7, numRuns: 300 },
      );
      assert.ok(seen.taken > 10 && seen.refused > 10, JSON.stringify(seen));
    });
});

/** Mostly what fits; at times a field too much, too few, or of another kind. */
function anyObject(fields: Rules | Fields): fc.Arbitrary<object> {
  const rules = Object.entries(fields).filter((entry): entry is [string, Rule] => entry[1] !== true);
  const known = rules.map(([name, rule]) => [name, anyValue(rule)] as const);
  const required = rules.filter(([, { optional }]) => !optional).map(([name]) => name);
  const withAll = fc.record(Object.fromEntries(known), { requiredKeys: required });
  const withSome = fc.record({ ...Object.fromEntries(known), colour: anything }, { requiredKeys: [] });
  return fc.oneof({ weight: 5, arbitrary: withAll }, withSome);
}

const anything = fc.constantFrom(null, '', ' ', 'red', true, false, 0, -1, 1.5, [], {}, [null], '__proto__', '\u0000');

function anyValue(rule: Rule): fc.Arbitrary<unknown> {
  const isText = rule.type === 'number' && rule.convert;
  const wrong = isText
    ? anything.filter((value) => typeof value !== 'string' && typeof value !== 'boolean' && typeof value !== 'object')
    : anything;
  return fc.oneof({ weight: 12, arbitrary: fitting(rule) }, wrong);
}

/** What a pattern takes but for its first words, `(?!…$)`, of which fast-check makes no texts. */
function withoutExceptions({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replace(/^\^\(\?!.*?\$\)/, '^'), flags);
}

function fitting(rule: Rule): fc.Arbitrary<unknown> {
  switch (rule.type) {
    case 'string':
      return rule.pattern
        ? fc.stringMatching(withoutExceptions(rule.pattern)).filter((text) => rule.pattern?.test(text) ?? true)
        : fc.string({ minLength: rule.min ?? 0, maxLength: Math.min(rule.max ?? 50, 200) });
    case 'number':
      return fc.oneof(
        fc.integer({ min: rule.min, max: rule.max }),
        fc.constantFrom(rule.min, rule.max, rule.min - 1, rule.max + 1),
      );
    case 'boolean':
      return fc.boolean();
    case 'equal':
      return fc.constant(rule.value);
    case 'enum':
      return fc.constantFrom(...rule.values);
    case 'array':
      return fc.array(anyValue(rule.items), { maxLength: 3 });
    case 'object':
      return anyObject(rule.props);
    case 'record':
      return fc.dictionary(fc.string(), anyValue(rule.value), { maxKeys: 3 });
  }
}
