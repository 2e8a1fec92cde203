import assert from 'node:assert/strict';
import type { Envelope } from '../../../mixins/kernel/event.ts';
import type { System } from '../../../mixins/system.ts';
import { messageIdOf, noticedTypes, requestOf } from './message.notices.ts';

const time = '2026-01-02T09:00:00.000Z';
const at = Date.parse(time);
const event: Envelope = {
  ...{ specversion: '1.0', id: '7-2', source: '/market.delivery', type: 'market.delivery.shipped', subject: '7', time },
  ...{ datacontenttype: 'application/json', version: 2, correlationid: 'r1', causationid: 'c1' },
  data: { orderId: '7', customerId: '33', phone: '010-9837-0279' },
};
interface Shipped {
  readonly orderId: string;
  readonly customerId?: string;
  readonly phone: string;
}
const market: Pick<System, 'name' | 'events' | 'notices' | 'storyOf'> = {
  name: 'market',
  events: {},
  notices: {
    'market.delivery.shipped': {
      status: 'Shipped',
      to: ({ customerId }: Shipped) => customerId,
      text: ({ orderId, customerId, phone }: Shipped) => ({
        en: `${orderId} ${customerId} Shipped...`,
        ko: `${orderId} 배송 시작 ${phone}`,
      }),
    },
  },
  storyOf: ({ data }) => (data as Shipped).orderId,
};
const requested = (told: Envelope, language: 'en' | 'ko' = 'en') =>
  requestOf(told, [market], at, { language, expiry: 1_000 });

describe('A notice', () => {
  it('makes the message of its event', () => {
    const { id, command } = requested(event) ?? assert.fail('nobody is told');
    const { customerId, status, message, system, orderId } = command.fields;
    assert.deepEqual(
      { id, customerId, status, message, system, orderId, expiresAt: command.expiresAt },
      {
        ...{ id: 'market.delivery.7-2', customerId: '33', status: 'Shipped', message: '7 33 Shipped...' },
        ...{ system: 'market', orderId: '7', expiresAt: at + 1_000 },
      },
    );
  });

  it('is in the language of the installation, without personal data', () =>
    assert.equal(requested(event, 'ko')?.command.fields.message, '7 배송 시작 ***'));

  it('tells nobody of other events, of one that concerns nobody, and of what is told again for a repair', () => {
    assert.equal(requested({ ...event, type: 'market.delivery.cancelled' }), undefined);
    assert.equal(requested({ ...event, data: { orderId: '7' } }), undefined);
    assert.equal(requested({ ...event, restated: true }), undefined);
  });

  it('is followed by the pattern of its service', () =>
    assert.deepEqual([...noticedTypes([market])], [['market.delivery.*', ['market.delivery.shipped']]]));

  it('has an id of its own where services number their events alike, as long as ids may be', () => {
    assert.notEqual(messageIdOf(event), messageIdOf({ ...event, source: '/market.order' }));
    const long = { ...event, id: `${'x'.repeat(64)}-12` };
    assert.match(messageIdOf(long), /^[0-9a-f]{32}$/);
  });
});
