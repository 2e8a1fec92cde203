import assert from 'node:assert/strict';
import { daysAfter, todayInKorea } from '../../mixins/days.ts';
import { Client } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { joinedUntil } from '../support/joined.ts';

const reserveDate = daysAfter(todayInKorea(Date.now()), 30);
const userPhone = '010-9837-0279';
const personOf = (index: number, userName = 'Kim') => ({ userName, userRegNumber: `900101-1${234_567 + index}` });

/** Somebody who asks from an address. */
class Caller extends Client {
  private readonly from: object;

  constructor(url: string, address: string) {
    super(`${url}/vaccine/user`);
    this.from = { 'x-forwarded-for': address };
  }

  async post(path: string, body: object) {
    const { status, body: answer } = await this.send<{ detail?: string }>('POST', path, body, this.from);
    return { status, type: answer.type, detail: answer.detail };
  }

  reserve(person: object) {
    return this.post('/reserve', { ...person, userPhone, reserveDate });
  }

  async guess(index: number): Promise<void> {
    const names = Array.from({ length: 12 }, (_, n) => personOf(index, `Lee ${n}`));
    const answers = await Promise.all(names.map((person) => this.post('/status', person)));
    for (const { status } of answers) assert.equal(status, 404);
  }
}

describe('Whoever gives ten wrong names of a person', function () {
  this.timeout(120_000);
  const joined = joinedUntil(afterEach, ['vaccine'], { TRUSTED_PROXIES: '1' });
  const groups = ['kakao', 'vaccine.user vaccine.calendar', 'vaccine.reservation vaccine.dashboard vaccine.stock'];
  const scales = {
    'in one process': () => joined.inOneProcess(),
    'over NATS': () => joined.overNats(...groups, 'vaccine.hospital'),
  };

  for (const [scale, started] of Object.entries(scales))
    it(`is answered the right one like a wrong one, and locks out nobody else, ${scale}`, async () => {
      const { url } = await started();
      const [owner, attacker] = [new Caller(url, '198.51.100.7'), new Caller(url, '192.0.2.1')];
      const [known, unknown] = [personOf(1), personOf(2)];
      const doses = { vaccineType: 'Pfizer', quantity: 10 };
      assert.equal((await new Client(url).send('PUT', '/vaccine/stock', doses)).status, 200);
      await eventually(async () => (await owner.reserve(known)).status === 201, 30_000);
      for (const index of [1, 2]) await attacker.guess(index);

      const stranger = await attacker.post('/status', personOf(3));
      assert.equal(stranger.type, 'urn:yeyak:problem:vaccine-user-not-found');
      for (const path of ['/status', '/cancel', '/forget'])
        assert.deepEqual(await attacker.post(path, known), stranger, path);
      assert.equal((await attacker.reserve(known)).type, 'urn:yeyak:problem:vaccine-user-unmatched');

      assert.equal((await owner.post('/status', known)).status, 200);
      assert.equal((await owner.post('/cancel', known)).status, 200);
      assert.equal((await owner.reserve(unknown)).status, 201);
      assert.equal((await owner.post('/status', unknown)).status, 200);
      // Who tried names of a number that nobody had, and is its owner after all.
      await attacker.guess(4);
      assert.equal((await attacker.reserve(personOf(4))).status, 201);
      assert.equal((await attacker.post('/status', personOf(4))).status, 200);
    });
});
