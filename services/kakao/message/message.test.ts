import assert from 'node:assert/strict';
import { evolveAll, isRefusal } from '../../../mixins/kernel/decider.ts';
import { type Message, type MessageCommand, message } from './message.ts';

const day = 86_400_000;
const fields = {
  ...{ customerId: 'kim', status: 'Shipped', message: 'It is on its way.', system: 'market' },
  ...({ language: 'en', event: 'market.delivery.shipped', requestedAt: '2026-01-02T09:00:00.000Z' } as const),
};
const request: MessageCommand = { type: 'request', fields, at: 1_000, expiresAt: day };
const late: MessageCommand = { ...request, at: day + 1 };
const { event: _, ...written } = fields;
const byHand = (text = 'Hello.'): MessageCommand => ({ ...request, fields: { ...written, message: text } });
const sent: MessageCommand = { type: 'sent', at: 2_000, sender: 'webhook' };
const fail = (due = 3_000): MessageCommand => ({ type: 'fail', at: 2_000, reason: 'answer-503', due });
const reject: MessageCommand = { type: 'reject', at: 2_000, reason: 'answer-410' };
const retry: MessageCommand = { type: 'retry', at: 9_000, expiresAt: day + 9_000 };

function stateAfter(...commands: readonly MessageCommand[]): Message {
  return commands.reduce<Message>((state, command) => {
    const outcome = message.decide(command, state);
    if (isRefusal(outcome)) throw new Error(outcome.detail);
    return evolveAll(message, state, outcome);
  }, message.initial);
}

function outcomeOf(command: MessageCommand, state: Message): string | string[] {
  const outcome = message.decide(command, state);
  return isRefusal(outcome) ? outcome.refused : outcome.map(({ type }) => type.split('.').at(-1) ?? '');
}

describe('A message', () => {
  const sentences: readonly (readonly [string, MessageCommand, readonly MessageCommand[], string | string[]])[] = [
    ['is requested before its sender is asked', request, [], ['requested']],
    ['is one, however often its event comes', request, [request], []],
    ['stays sent when its event comes again', request, [request, sent], []],
    ['is sent once its sender has acknowledged it', sent, [request], ['sent']],
    ['is sent once only', sent, [request, sent], []],
    ['fails while its sender does', fail(), [request], ['failing']],
    ['is sent after failures', sent, [request, fail(), fail(), fail()], ['sent']],
    ['is given up when its next attempt would come too late', fail(day + 1), [request], ['given-up']],
    ['is given up when its sender refuses it', reject, [request, fail()], ['given-up']],
    ['is not sent at all when its event is too old', late, [], ['given-up']],
    ['was sent if its sender says so late', sent, [request, reject], ['sent']],
    ['does not fail once it is sent', fail(), [request, sent], []],
    ['is not given up once it is sent', reject, [request, sent], []],
    ['is sent after all when staff says so', retry, [request, reject], ['requested']],
    ['is tried at once when staff says so', retry, [request, fail()], ['requested']],
    ['waits for its sender already', retry, [request], []],
    ['is not sent twice by staff', retry, [request, sent], 'message-sent'],
    ['that staff wrote is one for its key', byHand(), [byHand()], []],
    ['that staff wrote has one text for its key', byHand('Goodbye.'), [byHand()], 'key-reused'],
  ];
  for (const [sentence, command, before, outcome] of sentences)
    it(sentence, () => assert.deepEqual(outcomeOf(command, stateAfter(...before)), outcome));

  it('is not there before it is requested', () => assert.equal(outcomeOf(retry, message.initial), 'message-not-found'));

  it('is due at once, then when it is to be tried again, and never when it has ended', () => {
    const due = (...commands: MessageCommand[]) => (stateAfter(...commands) as { due?: number }).due;
    assert.deepEqual(
      [due(request), due(request, fail()), due(request, fail(), retry), due(request, sent), due(request, reject)],
      [1_000, 3_000, 9_000, undefined, undefined],
    );
  });
});
