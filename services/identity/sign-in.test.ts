import assert from 'node:assert/strict';
import type { Attempts } from '../../mixins/attempts/attempts.ts';
import { useCollection } from '../../test/support/collection.ts';
import { type Account, accounts, changeAccount, register } from './accounts.ts';
import { isPassword } from './password.ts';
import { SignIn } from './sign-in.ts';
import { attempts, Throttle } from './throttle.ts';

describe('Signing in', function () {
  this.timeout(60_000);
  const kept = useCollection<Account>(accounts);
  const counted = useCollection<Attempts>(attempts);
  const password = 'correct horse battery';
  let signIn: SignIn;
  let throttle: Throttle;
  const check = (name: string, given = password, address = '10.0.0.1') =>
    signIn.check({ name, password: given, address });

  beforeEach(async () => {
    throttle = new Throttle(counted.store);
    signIn = new SignIn(kept.store, throttle);
    await register(kept.store, { id: 'kim', role: 'member', password });
  });

  it('takes the right password, and the name in any case', async () => {
    assert.equal(await check('kim'), 'kim');
    assert.equal(await check(' Kim '), 'kim');
  });

  it('refuses the wrong password, the unknown and the disabled in the same way', async () => {
    await register(kept.store, { id: 'lee', role: 'member', password });
    await changeAccount(kept.store, { id: 'lee', disabled: true });
    assert.equal(await check('kim', 'wrong'), undefined);
    assert.equal(await check('nobody'), undefined);
    assert.equal(await check('lee'), undefined);
    for (const odd of ['', '\0', '예약', '__proto__', "kim' OR 1=1 --", 'x'.repeat(10_000)])
      assert.equal(await check(odd, 'y'.repeat(10_000)), undefined, odd.slice(0, 20));
  });

  it('does the same work for whoever is unknown, disabled or throttled: one hash of the same cost', async () => {
    const costs: string[] = [];
    const counting = new SignIn(kept.store, throttle, (given, hash) => {
      costs.push(hash.split('$').slice(0, 3).join('$'));
      return isPassword(given, hash);
    });
    await register(kept.store, { id: 'lee', role: 'member', password });
    await changeAccount(kept.store, { id: 'lee', disabled: true });
    for (const name of ['kim', 'nobody', 'lee', 'no name at all'])
      await counting.check({ name, password: 'wrong', address: '10.0.0.1' });
    await failNineTimes();
    await counting.check({ name: 'kim', password, address: '10.0.0.1' });
    assert.deepEqual(costs, Array(5).fill(costs[0]));
  });

  const failNineTimes = async () => {
    for (let attempt = 0; attempt < 9; attempt++) await throttle.admit('kim', `10.0.0.${attempt}`);
  };

  it('is refused after ten failures, with the right password too', async () => {
    await failNineTimes();
    assert.equal(await check('kim', 'wrong'), undefined);
    assert.equal(await check('kim'), undefined);
  });

  it('counts no failures against whoever succeeds in between', async () => {
    await failNineTimes();
    assert.equal(await check('kim'), 'kim');
    await failNineTimes();
    assert.equal(await check('kim'), 'kim');
  });
});
