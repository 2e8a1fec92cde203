import assert from 'node:assert/strict';
import { evolveAll, isRefusal } from '../../../mixins/kernel/decider.ts';
import { type Screening, type ScreeningCommand, screening } from './screening.ts';

const asked = {
  hospitalId: '2',
  chkDate: '2027-09-09',
  custId: 'kim',
  custNm: 'Kim',
  requestedAt: '2026-01-02T09:00:00.000Z',
};
const request: ScreeningCommand = { type: 'request', ...asked, due: 5_000 };
const grant = (key = '1'): ScreeningCommand => ({ type: 'grant', key });
const deny: ScreeningCommand = { type: 'deny', key: '1', reason: 'hospital-full' };
const giveUp: ScreeningCommand = { type: 'giveUp', key: '1', due: 1_000 };
const settle: ScreeningCommand = { type: 'settle', key: '1' };
const cancel = (requestId = 'r1'): ScreeningCommand => ({ type: 'cancel', at: '2026-01-03T09:00:00.000Z', requestId });
const evict = (attempt = 1): ScreeningCommand => ({ type: 'evict', attempt, at: '2026-01-03T09:00:00.000Z' });

function stateAfter(...commands: readonly ScreeningCommand[]): Screening {
  return commands.reduce<Screening>((state, command) => {
    const outcome = screening.decide(command, state);
    if (isRefusal(outcome)) throw new Error(outcome.detail);
    return evolveAll(screening, state, outcome);
  }, screening.initial);
}

function outcomeOf(command: ScreeningCommand, state: Screening): string | string[] {
  const outcome = screening.decide(command, state);
  return isRefusal(outcome) ? outcome.refused : outcome.map(({ type }) => type.split('.').at(-1) ?? '');
}

describe('A screening', () => {
  const sentences: readonly (readonly [string, ScreeningCommand, readonly ScreeningCommand[], string | string[]])[] = [
    ['is asked for before the hospital is asked', request, [], ['asked']],
    ['is booked once the hospital holds a place', grant(), [request], ['completed']],
    ['is refused when the hospital refuses', deny, [request], ['refused']],
    ['answers a repeat of a refused request the same', request, [request, deny], 'hospital-full'],
    ['joins a repeat to the first request', request, [request, grant()], []],
    ['is given up when nobody knows the answer', giveUp, [request], ['abandoning']],
    ['is over when the place is released', settle, [request, giveUp], ['abandoned']],
    ['may be asked for again then', request, [request, giveUp, settle], ['asked']],
    ['takes no late yes to what is given up', grant(), [request, giveUp], 'hospital-unavailable'],
    ['takes no yes to an earlier attempt', grant('1'), [request, giveUp, settle, request], 'hospital-unavailable'],
    ['is cancelled by its customer', cancel(), [request, grant()], ['cancelled']],
    ['is cancelled once by one request', cancel(), [request, grant(), cancel()], []],
    ['is not cancelled twice', cancel('r2'), [request, grant(), cancel()], 'screening-state'],
    ['is not cancelled before it is booked', cancel(), [request], 'screening-state'],
    ['is cancelled by force when the hospital deletes the day', evict(), [request, grant()], ['force-cancelled']],
    ['is cancelled by force even before the answer has come', evict(), [request], ['force-cancelled']],
    ['says so to the answer that comes then', grant(), [request, evict()], 'hospital-deleted'],
    ['stays cancelled when the day is deleted after', evict(), [request, grant(), cancel()], []],
    ['is not concerned by the end of an earlier attempt', evict(1), [request, giveUp, settle, request, grant('2')], []],
    [
      'is of one customer, day and hospital',
      { ...request, custId: 'lee' } as ScreeningCommand,
      [request],
      'key-reused',
    ],
  ];
  for (const [sentence, command, before, outcome] of sentences)
    it(sentence, () => assert.deepEqual(outcomeOf(command, stateAfter(...before)), outcome));

  it('is not there before it is asked for', () =>
    assert.equal(outcomeOf(cancel(), screening.initial), 'screening-not-found'));
});
