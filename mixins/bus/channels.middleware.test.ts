import assert from 'node:assert/strict';
import { type Context, ServiceBroker, type ServiceSchema } from 'moleculer';
import { eventsOf } from '../../test/support/events.ts';
import { defineEvents } from '../contract/events.ts';
import { countRule, optional, textRule } from '../contract/values.ts';
import type { Envelope } from '../kernel/event.ts';
import { channelsMiddleware, type EventContext } from './channels.middleware.ts';
import type { Bus, Subscription } from './port.ts';

/** Remembers what is asked of it, in order. */
class FakeBus implements Bus {
  readonly calls: string[] = [];
  readonly subscriptions: Subscription[] = [];
  readonly deadLetters = {} as Bus['deadLetters'];
  async start() {
    this.calls.push('start');
  }
  attach() {}
  async restate() {}
  async subscribe(subscription: Subscription) {
    this.subscriptions.push(subscription);
    this.calls.push(`subscribe ${subscription.group} ${subscription.pattern} ${subscription.maxInFlight}`);
    return { stop: async () => void this.calls.push(`stop ${subscription.group}`) };
  }
  async replay() {
    return new Map();
  }
  pending() {
    return new Map<string, number>();
  }
  async backlogs() {
    return [];
  }
  ready() {
    return true;
  }
  unfinished() {
    return [];
  }
  async stop() {
    this.calls.push('stop bus');
  }
}

describe('The channels of a service', () => {
  let bus: FakeBus;
  let broker: ServiceBroker;

  const start = async (...services: ServiceSchema[]) => {
    bus = new FakeBus();
    broker = new ServiceBroker({ logger: false, middlewares: [channelsMiddleware(bus)] });
    for (const service of services) broker.createService(service);
    await broker.start();
  };
  const deliver = async () => {
    const [event] = eventsOf('r1');
    assert.ok(event);
    await bus.subscriptions[0]?.handle(event, { attempt: 1 });
  };
  afterEach(() => broker.stop());

  it('are consumed from its start to its stop, on a bus that lives longer', async () => {
    const handler = async () => {};
    await start({
      name: 'mypage',
      started: async () => void bus.calls.push('service starts'),
      stopped: async () => void bus.calls.push('service stops'),
      channels: { 'library.rental.*': { handler }, 'payment.*': { group: 'views', maxInFlight: 3, handler } },
    });
    await broker.stop();
    assert.deepEqual(bus.calls, [
      'start',
      'service starts',
      'subscribe mypage library.rental.* 64',
      'subscribe views payment.* 3',
      'stop mypage',
      'stop views',
      'service stops',
      'stop bus',
    ]);
  });

  it('are left alone when it has none', async () => {
    await start({ name: 'plain' });
    assert.deepEqual(bus.calls, ['start']);
    assert.equal(broker.bus, bus);
  });

  it('receive the envelope, with the service as this', async () => {
    const seen: { name: string; event: unknown; eventName: string | null }[] = [];
    await start({
      name: 'mypage',
      channels: {
        'library.rental.*': {
          handler(ctx: EventContext) {
            seen.push({ name: this.name, event: ctx.params, eventName: ctx.eventName });
          },
        },
      },
    });
    await deliver();
    assert.deepEqual(seen, [{ name: 'mypage', event: eventsOf('r1')[0], eventName: 'library.rental.reserved' }]);
  });

  it('hand correlation and cause on to the actions they call', async () => {
    const seen: object[] = [];
    await start(
      {
        name: 'book',
        actions: {
          follow(ctx: Context<unknown, { causationId: string }>) {
            seen.push({ requestID: ctx.requestID, caused: ctx.meta.causationId, caller: ctx.caller });
          },
        },
      },
      { name: 'policy', channels: { 'library.rental.*': { handler: (ctx) => ctx.call('book.follow') } } },
    );
    await deliver();
    assert.deepEqual(seen, [{ requestID: 'request-1', caused: 'r1-1', caller: 'policy' }]);
  });

  it('fail the delivery for good when its data are not what they must be, and never see it', async () => {
    let handled = 0;
    const handler = () => {
      handled += 1;
    };
    const data = defineEvents({
      'library.rental.reserved': { about: 'x', data: { note: textRule(9), copy: optional(countRule) } },
    });
    await start({ name: 'mypage', channels: { 'library.rental.*': { data, handler } } });
    const send = async (given: object) => {
      const [event] = eventsOf('r1');
      await bus.subscriptions[0]?.handle({ ...event, data: given } as Envelope, { attempt: 1 });
    };
    await send({ note: 'r1 1' });
    await send({ note: 'r1 1', copy: 1, colour: 'red' });
    assert.equal(handled, 2);
    for (const given of [{}, { note: 7 }, { note: 'r1 1', copy: 'one' }])
      await assert.rejects(send(given), { type: 'not-an-event', retryable: false });
    await assert.rejects(send({}), /^Error: data of library.rental.reserved: The 'note' field is required\.$/);
    assert.equal(handled, 2);
  });

  it('are handed over together where the service takes them so, unless the data of one are wrong', async () => {
    const handed: unknown[] = [];
    const data = defineEvents({ 'library.rental.reserved': { about: 'x', data: { note: textRule(9) } } });
    await start({
      name: 'mypage',
      channels: {
        'library.rental.*': {
          data,
          handler() {},
          async handleAll(events) {
            handed.push([this.name, ...events.map(({ id }) => id)]);
          },
        },
      },
    });
    const [event] = eventsOf('r1');
    const handleAll = bus.subscriptions[0]?.handleAll;
    assert.ok(handleAll && event);
    await handleAll(eventsOf('r1', 2));
    await assert.rejects(handleAll([event, { ...event, data: {} }]), { type: 'not-an-event' });
    assert.deepEqual(handed, [['mypage', 'r1-1', 'r1-2']]);
  });

  it('fail the delivery when the handler fails', async () => {
    await start({
      name: 'mypage',
      channels: {
        'library.rental.*': {
          handler() {
            throw new Error('no disk');
          },
        },
      },
    });
    await assert.rejects(deliver(), { message: 'no disk' });
  });
});
