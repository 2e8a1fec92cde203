import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import { closed, newIssuer } from '../../test/support/tokens.ts';
import type { Role } from '../identity/identity.contract.ts';
import { type Admit, admission } from './admission.ts';
import { ProblemError } from './problems.ts';

describe('Being let in', () => {
  let admit: Admit;
  let sign: (id: string, role: Role) => Promise<string>;
  let down: boolean;

  before(async () => {
    const { keys, bearer } = await newIssuer();
    const call = async () => {
      if (down) throw new Error('nobody answers');
      return keys;
    };
    admit = admission(closed, { call } as unknown as ServiceBroker);
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
    const open = admission({ mode: 'open' }, {} as ServiceBroker);
    assert.deepEqual(await open('Bearer nonsense', 'identity.rotateKeys'), { meta: {} });
  });

  it('waits for keys that cannot be had: 503', async () => {
    down = true;
    assert.equal((await problemOf(await sign('kim', 'member'), 'mypage.list')).status, 503);
  });

  it('as a member is for what is their own', async () => {
    const { caller, meta } = await admit(await sign('kim', 'member'), 'mypage.list');
    assert.deepEqual(caller, { id: 'kim', role: 'member', kind: 'person' });
    assert.deepEqual(meta, { onlyFor: 'kim', by: { id: 'kim', role: 'member' } });
  });

  it('as a librarian is for everything at the desk', async () => {
    const { meta } = await admit(await sign('choi', 'librarian'), 'rental.list');
    assert.deepEqual(meta, { by: { id: 'choi', role: 'librarian' } });
  });

  it('needs no token for the catalogue, but a token that is sent must be good', async () => {
    assert.deepEqual(await admit(undefined, 'book.list'), { meta: {} });
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
});
