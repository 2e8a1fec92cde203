import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { parseEnv } from '../../config/env.ts';
import { loadService } from '../../config/services.ts';
import type { Rule } from '../../mixins/contract/rules.ts';
import { asyncApi } from '../../services/gateway/asyncapi/document.ts';
import { balancesOf } from '../../services/payment/ledger.ts';
import { Description } from '../support/description.ts';
import { useNodes } from '../support/node.ts';
import { offer } from '../support/offer.ts';
import { expectationsOf, pagesOf, plain, viewOf } from './expectations.ts';
import { assertHolds, followers, goldenLives, goldenText } from './golden.ts';
import { brokenPromises, promise, rulesOfServices } from './rules.ts';
import { outcomeOf, recordsOf } from './world.ts';

describe('The golden file of events', () => {
  it('has every type of event there is', () => {
    const recorded = new Set(goldenLives.flatMap(({ events }) => events.map(({ type }) => type as string)));
    const missing = Object.keys(offer.events).filter((type) => !recorded.has(type));
    assert.deepEqual(missing, [], 'test/golden/README.md says how they are recorded');
  });

  it('keeps its first lines as they were written', () => {
    const lines = goldenText.split('\n').slice(0, 34).join('\n');
    const digest = createHash('sha256').update(lines).digest('hex');
    assert.equal(
      digest,
      '811141b679ebce126bef8bfa915c2aa31f4934e6ac151a4e670da8f8bf91128c',
      'lines are appended to it, never changed',
    );
  });
});

describe('Events that earlier versions wrote', () => {
  const start = useNodes();

  it('are taken by every consumer of today', async () => {
    const node = await start(await Promise.all(followers.map((name) => loadService(name, parseEnv({})))));
    const rules = rulesOfServices(node.broker.services.map(({ schema }) => schema));
    assert.ok(rules.length >= followers.length);
    assert.deepEqual(brokenPromises(rules, goldenLives), []);
  });

  it('are what the AsyncAPI document says events are', function () {
    this.timeout(60_000);
    const description = new Description(asyncApi(offer));
    const broken = goldenLives.flatMap(({ day, events }) =>
      events.flatMap((event) => {
        const faults = description.faults(`/components/schemas/${event.type}`, event);
        return faults.map((fault) => promise(`The schema refuses ${event.type} of ${day}: ${fault}.`));
      }),
    );
    assert.deepEqual([...new Set(broken)], []);
  });

  it('would be refused by a rule that requires a field they lack, which says what to do', () => {
    const requiring = (reservedBy: Rule) => ({ 'library.rental.reserved': { about: 'x', data: { reservedBy } } });
    const data = requiring({ type: 'string', min: 1 });
    const rules = [{ consumer: 'mypage', pattern: 'library.rental.*', types: ['library.rental.reserved'], data }];
    const broken = brokenPromises(rules, goldenLives);
    const reserving = goldenLives.filter(({ events }) => events.some(({ type }) => type === 'library.rental.reserved'));
    const days = [...new Set(reserving.map(({ day }) => day))];
    assert.deepEqual(
      broken.map(
        (promise) => /^mypage refuses library\.rental\.reserved of (.*): .*'reservedBy' .*required/.exec(promise)?.[1],
      ),
      days,
    );
    for (const promise of broken) assert.match(promise, /make the field optional/);
    assert.deepEqual(
      brokenPromises([{ ...rules[0], data: requiring({ type: 'string', optional: true }) }] as never, goldenLives),
      [],
    );
  });

  for (const { day, life, events, expected } of goldenLives)
    describe(`on ${day}, ${life},`, () => {
      it('make records that are shown and decide as they did', () => {
        const records = plain(recordsOf(events));
        assertHolds(
          records.map(({ source, id, version }) => ({ source, id, version })),
          expected.records.map(({ source, id, version }) => ({ source, id, version })),
          'records',
        );
        assertHolds(plain(records.map(viewOf)), expected.views, 'views');
        assertDecisions(plain(expectationsOf(events).decisions), expected.decisions);
      });

      it('lie beside records of that day, which are shown and decide as they did', () => {
        assertHolds(plain(expected.records.map(viewOf)), expected.views, 'views');
        const last = new Map(
          expected.records.map((record) => [`${record.source}/${record.id} ${record.version}`, record]),
        );
        for (const { source, id, version, command, outcome } of expected.decisions) {
          const record = last.get(`${source}/${id} ${version}`);
          if (record)
            assertOutcome(
              outcomeOf(source, record.state, command),
              outcome,
              `${source}/${id} ${JSON.stringify(command)}`,
            );
        }
        for (const { source, id, state } of expected.records)
          if (source === '/payment')
            assertHolds(
              [{ id, ...balancesOf((state as { postings: [] }).postings) }],
              expected.balances.filter((one) => (one as { id: string }).id === id),
              'balances',
            );
      });

      it('show on my page, in the history and in the ledger as they did', () => {
        const today = expectationsOf(events);
        assertHolds(plain(pagesOf(events)), expected.pages, 'my page');
        assertHolds(plain(today.histories), expected.histories, 'histories');
        assertHolds(plain(today.balances), expected.balances, 'balances');
      });
    });
});

type Decisions = (typeof goldenLives)[number]['expected']['decisions'];

function assertDecisions(actual: Decisions, expected: Decisions): void {
  const keyOf = ({ outcome: _, ...rest }: Decisions[number]) => JSON.stringify(rest);
  const byKey = new Map(actual.map((decision) => [keyOf(decision), decision.outcome]));
  for (const decision of expected) {
    const outcome = byKey.get(keyOf(decision));
    assert.ok(outcome !== undefined, `${keyOf(decision)} was not tried`);
    assertOutcome(outcome, decision.outcome, keyOf(decision));
  }
}

/** Events of today may stand between those that followed then. */
function assertOutcome(actual: readonly string[] | string, expected: readonly string[] | string, place: string): void {
  const isPlain = typeof expected === 'string' || typeof actual === 'string' || expected.length === 0;
  const known = isPlain ? actual : actual.filter((type) => expected.includes(type));
  assert.deepEqual(known, expected, `${place} has another outcome than it had`);
}
