import assert from 'node:assert/strict';
import { cpSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { isReady } from '../support/readiness.ts';
import { scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A service of a folder elsewhere joins a cluster that runs, by being started, and leaves by being killed. */
describe('A service that subscribes only', function () {
  this.timeout(120_000);
  const run = scripts();
  const newDir = useTempDirs();
  let nats: Nats;
  before(async () => {
    nats = await startNats();
  });
  after(() => nats.stop());

  it('hears all past events, and nobody notices that it is killed', async () => {
    const folder = join(newDir(), 'marketing');
    cpSync(join(root, 'examples/marketing'), folder, { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const env = { DATA_DIR: newDir(), NATS_URL: nats.url, NAMESPACE: 'marketing' };
    const cluster = run('scripts/node.ts', ['screening', 'library', 'platform', 'gateway'], env);
    const [, url = ''] = await cluster.printed(/ runs .*, at (http:\S+?)\.\n/, 30_000);
    await eventually(() => isReady(url, 'screening'), 30_000);
    const send = async (path: string, body: object) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      return (await fetch(`${url}/screening${path}`, init)).status;
    };
    const day = { hospitalId: 'h1', chkDate: '2027-09-09' };
    const ask = (custId: string) => send('/screenings', { ...day, custId, custNm: custId });
    assert.equal(await send('/hospitals', { ...day, hospitalNm: 'Seoul', pCnt: 3 }), 201);
    const statuses = await Promise.all(Array.from({ length: 33 }, (_, index) => ask(`c${index}`)));
    assert.equal(statuses.filter((status) => status === 409).length, 30);
    await eventually(() => isDone(url));
    const before = await standing(env.DATA_DIR, url);

    const joined = { ...env, DATA_DIR: newDir(), SYSTEMS: join(folder, 'system.ts') };
    const marketing = run('scripts/node.ts', ['marketing'], joined);
    await marketing.printed(/ runs marketing\.popularity\./, 30_000);
    const knows = /h1\.2027-09-09 {2}3 booked, 30 refused, 30 places asked for/;
    const console = run('scripts/repl.ts', [], joined);
    await console.printed(/popular/, 20_000);
    await eventually(() => {
      console.type('popular');
      return knows.test(console.output);
    }, 20_000);
    marketing.signal('SIGKILL');
    await marketing.ended;
    assert.deepEqual(await standing(env.DATA_DIR, url), before);

    // By Moleculer's own runner, on the same records.
    const runner = run('node_modules/moleculer/bin/moleculer-runner.js', runnerArguments(folder), joined);
    const again = run('scripts/repl.ts', [], joined);
    await again.printed(/popular/, 20_000);
    await eventually(() => {
      again.type('popular');
      return knows.test(again.output);
    }, 20_000);
    runner.signal('SIGTERM');
    await runner.ended;
    assert.deepEqual(await standing(env.DATA_DIR, url), before);
    assert.equal(await ask('after'), 409);
    assert.ok(await isReady(url, 'screening'));
  });
});

function runnerArguments(folder: string): string[] {
  return ['-c', 'moleculer.config.ts', join(folder, 'marketing.service.ts')];
}

/** Has every consumer done all it had to? */
async function isDone(url: string): Promise<boolean> {
  const { consumers } = (await (await fetch(`${url}/admin/system`)).json()) as {
    readonly consumers: readonly { readonly waiting: number; readonly underWay: number }[];
  };
  return consumers.every(({ waiting, underWay }) => waiting + underWay === 0);
}

/** How all others stand: their tables, their answers, and what was given up. */
async function standing(folder: string, url: string): Promise<object> {
  const lists = [
    '/screening/hospitals',
    '/screening/screenings',
    '/screening/reservations',
    '/screening/myPages',
    '/books',
  ];
  const answers = [...lists, '/rentals', '/payments', '/admin/dead-letters'].map(async (path) => {
    const answer = await fetch(`${url}${path}`);
    return [path, answer.status, await answer.json()];
  });
  const files = readdirSync(folder).filter((name) => name.endsWith('.db'));
  return {
    answers: await Promise.all(answers),
    tables: files.toSorted().flatMap((file) => tablesOf(join(folder, file))),
  };
}

/** The tables of a database, with how many rows each has. */
function tablesOf(path: string): [string, number][] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
    return tables.map(({ name }) => {
      const { rows } = database.prepare(`SELECT count(*) AS rows FROM "${name}"`).get() as { rows: number };
      return [`${basename(path)} ${name}`, rows];
    });
  } finally {
    database.close();
  }
}
