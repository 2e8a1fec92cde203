import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { usePostgres } from '../support/postgres.ts';
import { isReady } from '../support/readiness.ts';
import { type Script, scripts } from '../support/script.ts';

/** Milliseconds until somebody asks again who was turned away. */
const turnedAway = 100;

describe('A system whose services share a PostgreSQL database, two of each', () => {
  const database = usePostgres();
  const run = scripts();
  let nats: Nats;
  let sql: pg.Client;
  let url: string;
  let replicas: Script[];

  before(async function () {
    this.timeout(60_000);
    nats = await startNats();
  });
  after(() => nats.stop());
  beforeEach(async () => {
    const env = { NATS_URL: nats.url, STORE_URL: database.url, NAMESPACE: 'postgres-test', LOG_LEVEL: 'error' };
    replicas = [1, 2].map(() => run('scripts/node.ts', ['rental', 'payment', 'book', 'mypage'], env));
    const gateway = run('scripts/node.ts', ['gateway'], env);
    url = (await gateway.printed(/runs gateway, at (http:\S+)\.\n/, 30_000))[1] ?? '';
    await eventually(() => isReady(url), 30_000);
    sql = new pg.Client(database.url);
    await sql.connect();
    sql.on('error', () => {});
  });
  afterEach(() => sql.end());

  const send = (method: string, path: string, body: object) =>
    fetch(url + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const catalogue = async (...ids: string[]) => {
    const titles = ids.map((id) => ({ id, title: id, authors: 'Kim', copies: 1_000 }));
    const response = await send('PUT', '/books', { titles });
    assert.equal(response.status, 200, await response.text());
  };
  const reserve = async (memberId: string, bookId: string): Promise<string | undefined> => {
    const response = await send('POST', '/rentals', { memberId, bookId });
    const { id } = (await response.json()) as { id: string };
    assert.ok(response.status === 201 || response.status === 503, String(response.status));
    return response.status === 201 ? id : undefined;
  };
  const stateIn = async (table: string, id: string) =>
    (await sql.query(`SELECT body ->> 'state' AS state FROM ${table} WHERE id = $1`, [id])).rows[0]?.state;

  it('keeps what it was told, though a replica and the database are killed under it', async () => {
    const titles = ['1', '2', '3', '4', '5'];
    await catalogue(...titles);
    const reserved: string[] = [];
    let running = true;
    const clients = Promise.all(
      ['kim', 'lee', 'park', 'choi'].map(async (member) => {
        for (let turn = 0; running; turn += 1) {
          const id = await reserve(`${member}-${turn}`, String(titles[turn % titles.length]));
          if (id) reserved.push(id);
          else await sleep(turnedAway);
        }
      }),
    );
    const more = (count: number) => {
      const goal = reserved.length + count;
      return eventually(() => reserved.length >= goal, 30_000);
    };
    await more(20);
    replicas[0]?.signal('SIGKILL');
    await more(20);
    await database.kill();
    await database.start();
    await more(20);
    running = false;
    await clients;

    await sql.end();
    sql = new pg.Client(database.url);
    await sql.connect();
    for (const id of reserved) {
      assert.equal(await stateIn('payment.payment', id), 'captured', id);
      assert.match(await stateIn('rental.rental', id), /^(reserved|ready)$/, id);
      await eventually(
        async () => (await sql.query('SELECT 1 FROM mypage.mypage WHERE id = $1', [id])).rowCount === 1,
        20_000,
      );
    }
    const unsettled =
      "SELECT count(*)::integer AS count FROM rental.rental WHERE body ->> 'state' IN ('requested', 'abandoning')";
    await eventually(async () => (await sql.query(unsettled)).rows[0].count === 0, 30_000);
    await eventually(async () => {
      const left =
        'SELECT (SELECT count(*) FROM rental.outbox) + (SELECT count(*) FROM payment.outbox) + (SELECT count(*) FROM book.outbox)';
      return Object.values((await sql.query(left)).rows[0])[0] === '0';
    }, 20_000);
  }).timeout(180_000);
});
