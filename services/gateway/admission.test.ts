import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import { offer } from '../../test/support/offer.ts';
import { closed, newIssuer } from '../../test/support/tokens.ts';
import { type Admit, admission } from './admission.ts';
import { ProblemError } from './problems.ts';

describe('Being let in', () => {
  let admit: Admit;
  let sign: (id: string, role: string) => Promise<string>;
  let down: boolean;

  before(async () => {
    const { keys, bearer } = await newIssuer();
    const call = async () => {
      if (down) throw new Error('nobody answers');
      return keys;
    };
    admit = admission(closed, offer.access, { call } as unknown as ServiceBroker, false);
    sign = bearer;
  });
  beforeEach(() => {
    down = false;
  });

  const problemOf = async (authorization: string | undefined, name: string) => {
    try {
      await admit(authorization, name);
    } catch (error) {
      assert.ok(error instanceof ProblemError, String(error));
      return error.problem;
    }
    throw new assert.AssertionError({ message: 'was let in' });
  };

  it('is for everyone where it is open, and then nobody is known', async () => {
    const open = admission({ mode: 'open' }, offer.access, {} as ServiceBroker, true);
    const { caller, meta } = await open('Bearer nonsense', 'identity.rotateKeys');
    assert.deepEqual({ caller, meta }, { caller: undefined, meta: {} });
  });

  it('where it is open, records who somebody says they are', async () => {
    const open = admission({ mode: 'open' }, offer.access, {} as ServiceBroker, true);
    const metaOf = async (actingAs: string) => (await open(undefined, 'rental.transition', actingAs)).meta;
    assert.deepEqual(await metaOf('librarian choi'), { by: { id: 'choi', role: 'librarian' } });
    for (const nonsense of ['', 'choi', 'root choi', 'member kim lee'])
      assert.deepEqual(await metaOf(nonsense), {}, nonsense);
  });

  it('waits for keys that cannot be had: 503', async () => {
    down = true;
    assert.equal((await problemOf(await sign('kim', 'member'), 'mypage.list')).status, 503);
  });

  it('as a member is for what is their own', async () => {
    const { caller, meta } = await admit(await sign('kim', 'member'), 'mypage.list');
    assert.deepEqual(caller, { id: 'kim', role: 'member', kind: 'person' });
    assert.deepEqual(meta, { onlyFor: 'kim', by: { id: 'kim', role: 'member' }, selfService: false, accounts: true });
  });

  it('as a librarian is for everything at the desk', async () => {
    const { meta } = await admit(await sign('choi', 'librarian'), 'rental.list');
    assert.deepEqual(meta.by, { id: 'choi', role: 'librarian' });
    assert.equal(meta.onlyFor, undefined);
  });

  it('needs no token for the catalogue, but a token that is sent must be good', async () => {
    assert.deepEqual((await admit(undefined, 'book.list')).meta, { selfService: false, accounts: true });
    assert.equal((await problemOf('Bearer a.b.c', 'book.list')).status, 401);
  });

  it('needs a token otherwise, and says how', async () => {
    const { status, headers } = await problemOf(undefined, 'mypage.list');
    assert.deepEqual([status, headers?.['WWW-Authenticate']], [401, 'Bearer realm="yeyak"']);
    for (const bad of [
      '',
      'Bearer',
      'Bearer ',
      'Basic a2ltOng=',
      'Bearer a b',
      'Bearer a.b.c',
      `Bearer ${'a'.repeat(50_000)}`,
    ]) {
      const problem = await problemOf(bad, 'mypage.list');
      assert.equal(problem.status, 401, bad);
      assert.match(problem.headers?.['WWW-Authenticate'] ?? '', /error="invalid_token"/);
    }
  });

  it('is refused to a role that may not', async () => {
    for (const [role, name] of [
      ['member', 'rental.list'],
      ['librarian', 'identity.register'],
    ] as const) {
      const { status, detail } = await problemOf(await sign('kim', role), name);
      assert.deepEqual([status, detail], [403, `As ${role} you may not do this.`]);
    }
  });

  it('says what to do instead when a part of what is asked for is not for the caller', async () => {
    const refused = async (role: string, params: object) => {
      const { check } = await admit(await sign('kim', role), 'rental.transition');
      try {
        check({ id: 'r1', ...params });
      } catch (error) {
        assert.ok(error instanceof ProblemError);
        assert.equal(error.problem.status, 403);
        return error.problem.detail ?? '';
      }
      return 'nothing';
    };
    const override = { reason: 'in hand' };
    assert.match(await refused('member', { reqState: 'rental' }), /at the desk or at a kiosk/);
    assert.match(await refused('member', { reqState: 'return' }), /at the desk or at a kiosk/);
    assert.equal(await refused('member', { reqState: 'cancel' }), 'nothing');
    assert.equal(await refused('kiosk', { reqState: 'rental' }), 'nothing');
    assert.match(await refused('kiosk', { reqState: 'cancel' }), /own page/);
    assert.match(await refused('kiosk', { reqState: 'rental', override }), /Only a librarian/);
    assert.equal(await refused('librarian', { reqState: 'rental', override }), 'nothing');
    assert.equal(await refused('member', { reqState: 'nonsense' }), 'nothing');
  });
});
