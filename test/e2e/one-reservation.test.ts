import assert from 'node:assert/strict';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { usePostgres } from '../support/postgres.ts';
import { scripts } from '../support/script.ts';
import { type Answer, Api, becomes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';
import { useTempDirs } from '../support/tempdir.ts';

/** Asks for the same title many times at once. */
function askAtOnce(system: Api, member: string, bookId: string, times: number): Promise<Answer<RentalView>[]> {
  return Promise.all(Array.from({ length: times }, () => system.reserve(member, bookId)));
}

function assertOne(answers: readonly Answer<RentalView>[]): string {
  const [taken, ...others] = answers.filter(({ status }) => status === 201);
  assert.ok(taken && others.length === 0, `${others.length + 1} were taken`);
  const { id } = taken.body;
  for (const { status, body } of answers)
    if (status !== 201) assert.partialDeepStrictEqual({ status, ...body }, { status: 409, id, type: alreadyReserved });
  return id;
}

const alreadyReserved = 'urn:yeyak:problem:already-reserved';

describe('A member has one live reservation of a title', () => {
  eachScale((system) => {
    it('and is told which it is when they ask for another, until it is over', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(3);
      for (const end of [['cancel'], ['rental', 'return']] as const) {
        const { id } = await system.reserved(member, bookId);
        await becomes(() => system.rental(id), { state: 'ready' });
        const { status, body } = await system.reserve(member, bookId);
        assert.partialDeepStrictEqual({ status, ...body }, { status: 409, type: alreadyReserved, id, state: 'ready' });
        for (const step of end) {
          assert.equal((await system.reserve(member, bookId)).status, 409, step);
          await system.asked(id, step);
        }
      }
      await system.reserved(member, bookId);
      await system.reserved(system.newMember(), bookId);
      await system.reserved(member, await system.newTitle());
    });

    it('in two windows too, and the others are not charged', async () => {
      const member = system.newMember();
      const id = assertOne(await askAtOnce(system, member, await system.newTitle(3), 8));
      await becomes(async () => (await system.mypages(member)).map((row) => row.id), [id]);
    });

    it('and a repeat with its key joins it, also when it is over and another one is live', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(3);
      const keyed = () => system.reserve(member, bookId, { 'idempotency-key': `once-${member}` });
      const answers = await Promise.all([keyed(), keyed(), keyed()]);
      for (const { status, body } of answers) assert.deepEqual([status, body.id], [201, answers[0].body.id]);
      await system.asked(answers[0].body.id, 'cancel');
      const { id } = await system.reserved(member, bookId);
      assert.deepEqual([(await keyed()).status, (await keyed()).body.id], [201, answers[0].body.id]);
      assert.equal((await system.reserve(member, bookId)).status, 409);
      assert.equal((await system.rental(id)).state === 'cancelled', false);
    });

    it('and none that was not paid stands in the way', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(3);
      await system.provider({ mode: 'decline' });
      assert.equal((await system.reserve(member, bookId)).status, 402);
      await system.provider({ mode: 'approve' });
      await system.reserved(member, bookId);
    });
  });

  describe('through two rental processes', function () {
    this.timeout(120_000);
    const database = usePostgres();
    const run = scripts();
    const newDir = useTempDirs();
    let nats: Nats;
    before(async () => {
      nats = await startNats();
    });
    after(() => nats.stop());

    it('also while one of them is killed', async () => {
      const env = { NATS_URL: nats.url, NAMESPACE: 'one', RENTAL_STORE_URL: database.url, DATA_DIR: newDir() };
      const rentals = [1, 2].map(() => run('scripts/node.ts', ['rental'], env));
      run('scripts/node.ts', ['book', 'payment', 'mypage'], env);
      const gateway = run('scripts/node.ts', ['gateway'], env);
      const [, url = ''] = await gateway.printed(/runs gateway, at (http:\S+)\.\n/, 30_000);
      const system = new (class extends Api {
        readonly url = url;
      })();
      await eventually(async () => (await system.send('GET', '/health/ready')).status === 200, 30_000);
      const bookId = await system.newTitle(1_000);
      for (let turn = 0; turn < 6; turn += 1) assertOne(await askAtOnce(system, system.newMember(), bookId, 6));

      const members = Array.from({ length: 12 }, () => system.newMember());
      const asked = members.map((member) => askAtOnce(system, member, bookId, 4));
      rentals[0]?.signal('SIGKILL');
      await Promise.all(asked);
      for (const member of members) {
        await eventually(async () => [201, 409].includes((await system.reserve(member, bookId)).status), 20_000);
        const live = (await system.all<RentalView>('/rentals')).filter(
          ({ memberId, state }) => memberId === member && ['requested', 'reserved', 'waiting', 'ready'].includes(state),
        );
        assert.equal(live.length, 1, JSON.stringify(live));
      }
    });
  });
});
