import assert from 'node:assert/strict';
import type { WaitlistView } from '../../services/library/book/book.contract.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { usePostgres } from '../support/postgres.ts';
import { type Script, scripts } from '../support/script.ts';
import { type Answer, Api, becomes, passes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';
import { useTempDirs } from '../support/tempdir.ts';

const clients = 16;
const rounds = 48;
/** Milliseconds that a request has, by default. */
const requestTimeout = 3_000;

/** A title with one copy, and two members: each reserves it, and is checked out at once. */
interface Round {
  readonly bookId: string;
  readonly rentals: readonly RentalView[];
  readonly answers: readonly Answer<RentalView>[];
}

async function playRound(system: Api, bookId: string, isFirstReady: boolean): Promise<Round> {
  const first = await system.reserved(system.newMember(), bookId);
  if (isFirstReady) await becomes(() => system.rental(first.id), { state: 'ready', copy: 1 });
  const second = await system.reserved(system.newMember(), bookId);
  const asked = isFirstReady ? [second] : [first, second];
  const answers = await Promise.all(asked.map(({ id }) => system.ask(id, 'rental')));
  return { bookId, rentals: [first, second], answers };
}

async function play(system: Api, midway: () => void = () => {}): Promise<Round[]> {
  const titles = await Promise.all(Array.from({ length: rounds }, () => system.newTitle(1)));
  const played: Round[] = [];
  const client = async () => {
    for (let title = titles.pop(); title !== undefined; title = titles.pop()) {
      if (titles.length === rounds / 2) midway();
      played.push(await playRound(system, title, titles.length % 2 === 0));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return played;
}

/** Whatever was answered, the copy has one holder, and the rentals know what the title says. */
async function assertOneHolder(system: Api, { bookId, rentals }: Round): Promise<void> {
  const now = await Promise.all(rentals.map(({ id }) => system.rental(id)));
  const { copies, waiting, unlisted } = await system.get<WaitlistView>(`/books/${bookId}/waitlist`);
  const out = now.filter(({ state }) => state === 'rented' || state === 'ready');
  assert.equal(out.length, 1, JSON.stringify(now));
  assert.deepEqual(copies, [{ copy: 1, rentalId: out[0]?.id, lent: out[0]?.state === 'rented' }]);
  assert.equal(waiting.length, 1);
  assert.deepEqual(unlisted, []);
  assert.equal(out[0]?.copy, 1);
}

function assertAnswered({ answers, rentals }: Round): void {
  for (const { status, body, ms } of answers) {
    assert.ok(ms < requestTimeout, `a check-out was answered after ${ms} ms`);
    if (status === 200) assert.partialDeepStrictEqual(body, { state: 'rented', copy: 1 });
    else assert.partialDeepStrictEqual({ status, ...body }, { status: 409, state: 'waiting' });
  }
  assert.ok(answers.filter(({ status }) => status === 200).length <= 1, 'two were checked out');
  if (answers.length === 1) assert.equal(answers[0]?.status, 409, `${rentals[1]?.id} took the copy of another`);
}

describe('A check-out right after the reservation', () => {
  eachScale((system) => {
    it('waits for the word of the title: nobody takes a copy that is held for another', async () => {
      const played = await play(system);
      assert.equal(played.length, rounds);
      for (const round of played) assertAnswered(round);
      for (const round of played) await passes(() => assertOneHolder(system, round));
    });

    it('gets the only copy when nobody else wants it', async () => {
      const { id } = await system.reserved(system.newMember(), await system.newTitle(1));
      assert.partialDeepStrictEqual(await system.asked(id, 'rental'), { state: 'rented', copy: 1 });
    });

    it('of a copy that is held for another is for staff, with a reason, and the other is the first to wait', async () => {
      const bookId = await system.newTitle(1);
      const first = await system.reserved(system.newMember(), bookId);
      await becomes(() => system.rental(first.id), { state: 'ready' });
      const next = await system.reserved(system.newMember(), bookId);
      const second = await system.reserved(system.newMember(), bookId);
      const take = (as: string) =>
        system.send<RentalView>(
          'PATCH',
          `/rentals/${second.id}`,
          { reqState: 'rental', override: { reason: 'in hand' } },
          { 'x-acting-as': as },
        );
      assert.equal((await take(`member ${second.memberId}`)).status, 403);
      assert.equal((await take('kiosk entrance')).status, 403);
      const { status, body } = await take('librarian choi');
      assert.equal(status, 200, JSON.stringify(body));
      const by = { id: 'choi', role: 'librarian' } as const;
      assert.partialDeepStrictEqual(body, { state: 'rented', copy: 1, by, override: { reason: 'in hand', by } });
      await becomes(() => system.rental(first.id), { state: 'waiting' });
      const { waiting } = await system.get<WaitlistView>(`/books/${bookId}/waitlist`);
      assert.deepEqual(
        waiting.map(({ rentalId }) => rentalId),
        [first.id, next.id],
      );
      await system.asked(second.id, 'return');
      await becomes(() => system.rental(first.id), { state: 'ready', copy: 1 });
    });

    it('is cancelled with its refund when there is no such title', async () => {
      const { id } = await system.reserved(system.newMember(), 'no-such-title');
      const { status, body } = await system.ask(id, 'rental');
      assert.equal(status, 409);
      assert.ok(['cancelled', 'refunded'].includes(body.state));
      await becomes(() => system.rental(id), { state: 'refunded', reason: 'unknown-title' });
    });
  });

  describe('while one of two book processes is killed', function () {
    this.timeout(120_000);
    const database = usePostgres();
    const run = scripts();
    const newDir = useTempDirs();
    let nats: Nats;
    before(async () => {
      nats = await startNats();
    });
    after(() => nats.stop());

    it('is answered within its time, and the copy has one holder', async () => {
      const env = { NATS_URL: nats.url, NAMESPACE: 'check-out', BOOK_STORE_URL: database.url, DATA_DIR: newDir() };
      const books = [1, 2].map((): Script => run('scripts/node.ts', ['book'], env));
      run('scripts/node.ts', ['rental', 'payment', 'mypage'], env);
      const gateway = run('scripts/node.ts', ['gateway'], env);
      const [, url = ''] = await gateway.printed(/runs gateway, at (http:\S+)\.\n/, 30_000);
      const system = new (class extends Api {
        readonly url = url;
      })();
      await eventually(async () => (await system.send('GET', '/health/ready')).status === 200, 30_000);
      const played = await play(system, () => books[0]?.signal('SIGKILL'));
      assert.equal(books[0]?.running, false);
      for (const round of played) assertAnswered(round);
      for (const round of played) await passes(() => assertOneHolder(system, round));
    });
  });
});
