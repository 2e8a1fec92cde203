import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import type { RequestKeyMeta } from '../../../mixins/request-key.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { gatewayBeforeStubs, refuse } from '../../../test/support/gateway.ts';
import { RentalsClient } from '../../../test/support/grpc.ts';
import { closed, newIssuer } from '../../../test/support/tokens.ts';
import { mypageChanged } from '../../library/mypage/mypage.contract.ts';
import type { RentalView } from '../../library/rental/rental.contract.ts';
import { RateLimit } from '../limits/rate-limit.ts';
import type { GrpcGateway } from './grpc.mixin.ts';

const rental = {
  id: 'r1',
  memberId: 'kim',
  bookId: 'emma',
  amount: 1_000,
  paymentId: 'r1',
  requestedAt: '2026-01-02T09:00:00.000Z',
  state: 'reserved',
  reqState: 'reserve',
} as const;
const { paymentId: _, ...row } = { ...rental, updatedAt: rental.requestedAt, version: 2 };

describe('The gateway, through gRPC', () => {
  const gateway = gatewayBeforeStubs({ grpcPort: 0 });
  let client: RentalsClient;
  const open = () => new RentalsClient((gateway.service as unknown as GrpcGateway).grpcAddress ?? '');
  beforeEach(() => {
    client = open();
    gateway.behaviour = () => ({ ...rental, title: 'Emma', copy: 1, unknown: 'x' });
    gateway.service.limit = undefined;
  });
  afterEach(() => client.close());
  const asked = () => gateway.calls.map(({ action, params }) => [action, params]);

  it('reserves, changes and shows a rental by the same actions', async () => {
    const { answer } = await client.call<RentalView>('reserve', { memberId: 'kim', bookId: 'emma' });
    assert.deepEqual({ ...answer }, { ...rental, title: 'Emma', copy: 1 });
    await client.call('transition', { id: 'r1', reqState: 'rental' });
    await client.call('get', { id: 'r1' });
    const [reserved, ...others] = asked();
    assert.partialDeepStrictEqual(reserved, ['rental.reserve', { memberId: 'kim', bookId: 'emma' }]);
    assert.deepEqual(others, [
      ['rental.transition', { id: 'r1', reqState: 'rental' }],
      ['rental.get', { id: 'r1' }],
    ]);
  });

  it('takes the wish not to wait, and leaves it out where nothing is said of it', async () => {
    const wanted = { memberId: 'kim', bookId: 'emma' };
    await client.call('reserve', { ...wanted, wait: false });
    await client.call('reserve', wanted);
    assert.deepEqual(
      gateway.calls.map(({ params }) => (params as { wait?: boolean }).wait),
      [false, undefined],
    );
  });

  it('takes an idempotency key, for the same rental as over HTTP', async () => {
    const wanted = { memberId: 'kim', bookId: 'emma' };
    await client.call('reserve', wanted, { metadata: { 'idempotency-key': 'first-try' } });
    await gateway.send('POST', '/rentals', wanted, { 'idempotency-key': 'first-try' });
    const [first, second] = gateway.calls;
    assert.deepEqual(first?.params, second?.params);
  });

  it('takes an idempotency key for a change, for the same request as over HTTP', async () => {
    const keys: unknown[] = [];
    gateway.behaviour = (_params, { meta }) => {
      keys.push((meta as RequestKeyMeta).requestKey);
      return rental;
    };
    const change = { id: 'r1', reqState: 'rental' };
    await client.call('transition', change, { metadata: { 'idempotency-key': 'first-try' } });
    await gateway.send('PATCH', '/rentals/r1', { reqState: 'rental' }, { 'idempotency-key': 'first-try' });
    await client.call('transition', { ...change, id: 'r2' }, { metadata: { 'idempotency-key': 'first-try' } });
    await client.call('transition', change);
    const [overGrpc, overHttp, ofAnother, none] = keys;
    assert.match(String(overGrpc), /^[0-9A-Z]{26}$/);
    assert.equal(overHttp, overGrpc);
    assert.notEqual(ofAnother, overGrpc);
    assert.equal(none, undefined);
    const badKey = { metadata: { 'idempotency-key': 'a b' } };
    assert.equal((await client.call('transition', change, badKey)).code, status.INVALID_ARGUMENT);
  });

  it("carries the client's request id, or a new one", async () => {
    const given = '0123456789-abcdef';
    assert.equal((await client.call('get', { id: 'r1' }, { metadata: { 'x-request-id': given } })).requestId, given);
    assert.equal(gateway.calls[0]?.requestID, given);
    const { requestId } = await client.call('get', { id: 'r1' }, { metadata: { 'x-request-id': 'x' } });
    assert.match(requestId, /^[0-9a-f-]{36}$/);
    assert.equal(gateway.calls[1]?.requestID, requestId);
  });

  it('refuses as over HTTP, in the words of gRPC', async () => {
    gateway.behaviour = refuse('conflict', 'rental-state', 'returned');
    const { code, details, problem, requestId } = await client.call('get', { id: 'r1' });
    assert.deepEqual([code, details], [status.FAILED_PRECONDITION, 'Refused: rental-state.']);
    const told = { type: 'urn:yeyak:problem:rental-state', status: 409, state: 'returned', requestId };
    assert.partialDeepStrictEqual(problem, told);
    assert.equal((await client.call('get', { id: '?' })).code, status.INVALID_ARGUMENT);
    assert.equal((await client.call('get', {})).code, status.INVALID_ARGUMENT);
    const badKey = { metadata: { 'idempotency-key': 'a b' } };
    assert.equal(
      (await client.call('reserve', { memberId: 'kim', bookId: 'b' }, badKey)).code,
      status.INVALID_ARGUMENT,
    );
  });

  it('tells nothing of what is inside when something fails', async () => {
    gateway.behaviour = () => {
      throw new TypeError('secret');
    };
    const { code, details, problem } = await client.call('get', { id: 'r1' });
    assert.deepEqual([code, details], [status.INTERNAL, 'Internal error']);
    assert.equal(problem?.status, 500);
  });

  it('waits for an action no longer than the client waits', async () => {
    let waited: number | null | undefined;
    gateway.behaviour = (_params, context) => {
      waited = context.options.timeout;
      return rental;
    };
    await client.call('get', { id: 'r1' }, { patienceMs: 150 });
    assert.ok(typeof waited === 'number' && waited > 0 && waited <= 150, String(waited));
    gateway.behaviour = () => new Promise(() => {});
    assert.equal((await client.call('get', { id: 'r1' }, { patienceMs: 20 })).code, status.DEADLINE_EXCEEDED);
  });

  it('counts calls against the limit of the client', async () => {
    gateway.service.limit = new RateLimit({ requests: 1, seconds: 60 });
    assert.equal((await client.call('get', { id: 'r1' })).code, status.OK);
    assert.equal((await client.call('get', { id: 'r1' })).code, status.RESOURCE_EXHAUSTED);
  });

  describe('watching a page', () => {
    const change = (changed: object) => gateway.broker.broadcast(mypageChanged, { rows: [{ ...row, ...changed }] });

    it("tells a member's changes as they happen, and nobody else's", async () => {
      const watch = client.watch('kim');
      await watch.begun;
      assert.deepEqual({ ...watch.changes[0] }, {}, 'look first, then listen');
      await change({ memberId: 'lee' });
      await change({ state: 'ready', copy: 1 });
      await eventually(() => watch.changes.length === 2);
      assert.deepEqual({ ...watch.changes[1]?.row }, { ...row, state: 'ready', copy: 1 });
      watch.cancel();
      assert.equal((await watch.ended).code, status.CANCELLED);
    });

    it('is for nobody without a name, and for so many of one name', async () => {
      assert.equal((await client.watch('').ended).code, status.INVALID_ARGUMENT);
      const watches = Array.from({ length: 20 }, () => client.watch('han'));
      await Promise.all(watches.map(({ begun }) => begun));
      assert.equal((await client.watch('han').ended).code, status.RESOURCE_EXHAUSTED);
      for (const watch of watches) watch.cancel();
      await eventually(() => client.watch('han').begun);
    });
  });

  it('answers what is under way when it stops, ends streams, and takes no more', async () => {
    const { arrived, finish } = gateway.hold();
    const answer = client.call('get', { id: 'r1' });
    const watch = client.watch('kim');
    await arrived;
    await watch.begun;
    const stopped = gateway.broker.destroyService('gateway');
    assert.equal((await watch.ended).code, status.OK);
    finish(rental);
    assert.equal((await answer).code, status.OK);
    await stopped;
    assert.equal((await client.call('get', { id: 'r1' }, { patienceMs: 200 })).code, status.UNAVAILABLE);
    await gateway.broker.stop();
    await gateway.start();
  });
});

describe('The gateway, through gRPC, where it asks who comes', () => {
  const gateway = gatewayBeforeStubs({ grpcPort: 0, auth: closed });
  let client: RentalsClient;
  let issuer: Awaited<ReturnType<typeof newIssuer>>;
  before(async () => {
    issuer = await newIssuer();
    client = new RentalsClient((gateway.service as unknown as GrpcGateway).grpcAddress ?? '');
  });
  after(() => client.close());
  beforeEach(() => {
    gateway.behaviour = (_, { action }) => (action?.name === 'identity.jwks' ? issuer.keys : rental);
  });

  it('lets nobody in without a good token', async () => {
    assert.equal((await client.call('get', { id: 'r1' })).code, status.UNAUTHENTICATED);
    const metadata = { authorization: 'Bearer a.b.c' };
    assert.equal((await client.call('get', { id: 'r1' }, { metadata })).code, status.UNAUTHENTICATED);
    assert.equal((await client.watch('kim').ended).code, status.UNAUTHENTICATED);
  });

  it('tells services whom it asks for, and keeps pages apart', async () => {
    const metadata = { authorization: await issuer.bearer('kim', 'member') };
    const metas: object[] = [];
    gateway.behaviour = (_, { action, meta }) => {
      if (action?.name === 'identity.jwks') return issuer.keys;
      metas.push({ ...meta });
      return rental;
    };
    assert.equal((await client.call('get', { id: 'r1' }, { metadata })).code, status.OK);
    assert.partialDeepStrictEqual(metas, [{ onlyFor: 'kim' }]);
    assert.equal((await client.watch('lee', metadata).ended).code, status.PERMISSION_DENIED);
    const own = client.watch('kim', metadata);
    assert.ok(await own.begun);
  });
});
