import assert from 'node:assert/strict';
import { EventStream } from '../../../test/support/event-stream.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { fieldsOf, gatewayBeforeStubs } from '../../../test/support/gateway.ts';
import { mypageChanged } from '../../library/mypage/mypage.contract.ts';
import type { Gateway } from '../request.ts';
import { defaultStreamLimits } from './streams.ts';

const limits = { ...defaultStreamLimits, most: 4, mostPerMember: 2, beatMs: 20, lifeMs: 60_000 };

/** How many there are of my page. */
const openStreams = ({ streams }: Pick<Gateway, 'streams'>) => streams.get('mypage')?.size;

describe('The stream of my page', () => {
  const gateway = gatewayBeforeStubs({ streams: limits });
  const opened: EventStream[] = [];
  afterEach(async () => {
    for (const stream of opened.splice(0)) stream.close();
    await eventually(() => openStreams(gateway.service) === 0);
  });

  async function open(memberId: string, lastEventId?: string): Promise<EventStream> {
    const stream = new EventStream();
    opened.push(stream);
    return stream.open(`${gateway.service.url}/mypages/stream?memberId=${memberId}`, lastEventId);
  }

  /** A row of a member's page has changed, somewhere among the nodes. */
  async function change(memberId: string, ...ids: string[]): Promise<void> {
    await gateway.broker.broadcast(mypageChanged, { rows: ids.map((id) => ({ id, memberId })) });
  }

  const idsOf = ({ messages }: EventStream) =>
    messages.filter(({ event }) => event === 'change').map(({ data }) => JSON.parse(data).id);

  it('begins with the word to read the page, and goes on with every change of it', async () => {
    const stream = await open('kim');
    await change('kim', 'a');
    await change('kim', 'b', 'c');
    const messages = await stream.have(4);
    assert.deepEqual(
      messages.map(({ event }) => event),
      ['refresh', 'change', 'change', 'change'],
    );
    assert.deepEqual(JSON.parse(messages[1]?.data ?? ''), { id: 'a', memberId: 'kim' });
  });

  it('tells nobody of the pages of others', async () => {
    const [kim, lee] = await Promise.all([open('kim'), open('lee')]);
    await change('kim', 'a');
    await change('lee', 'b');
    await Promise.all([kim.have(2), lee.have(2)]);
    assert.deepEqual([idsOf(kim), idsOf(lee)], [['a'], ['b']]);
  });

  it('goes on where a reader was who comes back', async () => {
    const first = await open('park');
    await change('park', 'a');
    await first.have(2);
    first.close();
    await eventually(() => openStreams(gateway.service) === 0);
    await change('park', 'b', 'c');
    const second = await open('park', first.last?.id);
    await second.have(2);
    assert.deepEqual(idsOf(second), ['b', 'c']);
    await change('park', 'd');
    await second.have(3);
  });

  it('tells a reader to read the page anew who has missed more than is kept, or comes from elsewhere', async () => {
    const first = await open('choi');
    await first.have(1);
    await change('choi', ...Array.from({ length: 51 }, (_, index) => `r${index}`));
    await first.have(52);
    const positions = [first.messages[0]?.id, '01234567-3', 'nonsense', `${first.last?.id}0`];
    for (const position of positions) {
      const stream = await open('choi', position);
      assert.equal((await stream.have(1))[0]?.event, 'refresh', position);
      stream.close();
      await eventually(() => openStreams(gateway.service) === 1);
    }
    const upToDate = await open('choi', first.last?.id);
    await change('choi', 'new');
    await upToDate.have(1);
    assert.deepEqual(idsOf(upToDate), ['new']);
  });

  it('tells everyone to read anew when my page has come back among the nodes', async () => {
    const stream = await open('kim');
    await change('kim', 'a');
    const [, before] = await stream.have(2);
    gateway.broker.broadcastLocal('$node.connected', { node: { services: [{ name: 'mypage' }] } });
    await stream.have(3);
    assert.equal(stream.last?.event, 'refresh');
    const late = await open('kim', before?.id);
    assert.equal((await late.have(1))[0]?.event, 'refresh');
  });

  it('shows proxies that it lives', async () => {
    const stream = await open('kim');
    await eventually(() => stream.comments >= 2);
    assert.equal(stream.messages.length, 1);
  });

  it('is of one member, who is named', async () => {
    assert.deepEqual(fieldsOf(await gateway.problem(422, 'GET', '/mypages/stream')), ['memberId']);
    assert.deepEqual(fieldsOf(await gateway.problem(422, 'GET', '/mypages/stream?memberId=a%00b')), ['memberId']);
    assert.deepEqual(fieldsOf(await gateway.problem(422, 'GET', '/mypages/stream?memberId=a&x=1')), ['x']);
  });

  it('answers a HEAD at once', async () => {
    const response = await gateway.send('HEAD', '/mypages/stream?memberId=kim');
    assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.equal(await response.text(), '');
  });

  it('is refused to a member who has as many as there may be, and to all when the gateway has', async () => {
    await Promise.all([open('kim'), open('kim')]);
    const { headers } = await gateway.problem(429, 'GET', '/mypages/stream?memberId=kim');
    assert.equal(headers.get('retry-after'), '5');
    await Promise.all([open('lee'), open('lee')]);
    await gateway.problem(503, 'GET', '/mypages/stream?memberId=park');
  });
});

describe('The stream of a day', () => {
  const gateway = gatewayBeforeStubs({ streams: limits });
  const path = '/vaccine/dashboard/stream';

  it('is read by more people than a member has windows, of whom all are told', async () => {
    const open = () => new EventStream().open(`${gateway.service.url}${path}?reserveDate=2027-09-09`);
    const streams = await Promise.all([open(), open(), open()]);
    await gateway.broker.broadcast('vaccine.dashboard.changed', { rows: [{ id: 'a', reserveDate: '2027-09-09' }] });
    await gateway.broker.broadcast('vaccine.dashboard.changed', { rows: [{ id: 'b', reserveDate: '2027-09-10' }] });
    for (const stream of streams) {
      const messages = await stream.have(2);
      assert.equal(JSON.parse(messages[1]?.data ?? '').id, 'a');
      stream.close();
    }
  });

  it('is of a day that the calendar has', async () => {
    for (const query of ['', '?reserveDate=2027-02-30', '?reserveDate=kim'])
      assert.deepEqual(fieldsOf(await gateway.problem(422, 'GET', path + query)), ['reserveDate']);
  });
});

describe('A gateway with open streams', () => {
  const open = ({ url }: { url: string }) => new EventStream().open(`${url}/mypages/stream?memberId=kim`);

  describe('that has set them a time', () => {
    const gateway = gatewayBeforeStubs({ streams: { ...limits, lifeMs: 50 } });

    it('ends each after it', async () => {
      const stream = await open(gateway.service);
      await eventually(() => stream.ended);
    });
  });

  describe('that gives requests long to end', () => {
    const gateway = gatewayBeforeStubs({ streams: limits, graceMs: 5_000 });

    it('does not wait for the streams when it stops', async () => {
      const streams = await Promise.all([open(gateway.service), open(gateway.service)]);
      const before = performance.now();
      await gateway.broker.stop();
      assert.ok(performance.now() - before < 1_000);
      await eventually(() => streams.every(({ ended }) => ended));
      await gateway.start();
    });
  });
});
