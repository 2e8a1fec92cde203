import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { daysAfter, todayInKorea } from '../../mixins/days.ts';
import type { ReservationView } from '../../services/vaccine/reservation/reservation.contract.ts';
import { Client } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { isReady } from '../support/readiness.ts';
import { type Script, scripts } from '../support/script.ts';
import { collectSpans, type Spans } from '../support/spans.ts';
import { becomes } from '../support/system.api.ts';
import { useTempDirs } from '../support/tempdir.ts';

const kim = { userName: '김홍도민', userRegNumber: '910203-1234567' };
const lee = { userName: 'Leopoldine Gray', userRegNumber: '850515-2345678' };
const phones = ['010-9837-0279', '010-5566-7788'] as const;
const needles = [kim, lee]
  .flatMap(({ userName, userRegNumber }) => [userName, JSON.stringify(userName).slice(1, -1), userRegNumber])
  .concat(phones)
  .flatMap((text) => [text, text.replaceAll('-', '')]);
const planted = new URL('../../services/vaccine/proof/planted/number-in-events.ts', import.meta.url).href;

interface Running {
  readonly url: string;
  /** Where anything is kept. */
  readonly folders: readonly string[];
  readonly file: string;
  readonly programs: readonly Script[];
}

describe('What is known of a person', function () {
  this.timeout(180_000);
  const run = scripts();
  const newDir = useTempDirs();
  let spans: Spans;
  let servers: Nats[] = [];
  beforeEach(async () => {
    spans = await collectSpans();
  });
  afterEach(async () => {
    await Promise.all([spans.stop(), ...servers.map((nats) => nats.stop())]);
    servers = [];
  });

  const environment = () => ({ DATA_DIR: newDir(), ARCHIVE_DIR: newDir(), TRACE_TO: spans.url, LOG_LEVEL: 'debug' });

  async function inOneProcess(more = {}): Promise<Running> {
    const env = environment();
    const script = run('scripts/start.ts', [], { ...env, ...more });
    const [, url = ''] = await script.printed(/runs at (http:\S+), ready/, 60_000);
    const folders = [env.DATA_DIR, env.ARCHIVE_DIR];
    return { url, folders, file: join(env.DATA_DIR, 'yeyak.db'), programs: [script] };
  }

  async function overNats(more = {}): Promise<Running> {
    const nats = await startNats();
    servers.push(nats);
    const env = { ...environment(), NATS_URL: nats.url, ...more };
    const gateway = run('scripts/node.ts', ['library', 'platform', 'kakao', 'gateway'], env);
    const own = run('scripts/node.ts', ['vaccine'], env);
    await own.printed(/ runs vaccine\.user/, 60_000);
    const [, url = ''] = await gateway.printed(/ runs .*, at (http:\S+?)\.\n/, 60_000);
    await eventually(() => isReady(url, 'vaccine'), 60_000);
    const folders = [env.DATA_DIR, env.ARCHIVE_DIR, nats.folder];
    return { url, folders, file: join(env.DATA_DIR, 'vaccine.user.db'), programs: [gateway, own] };
  }

  /** Two people book, and give much of it wrong. */
  async function book(client: Client): Promise<void> {
    const reserveDate = daysAfter(todayInKorea(Date.now()), 30);
    const send = (path: string, body: object) => client.send<ReservationView>('POST', `/vaccine/user/${path}`, body);
    const [first, second] = phones;
    await client.send('PUT', '/vaccine/stock', { vaccineType: 'Pfizer', quantity: 5 });
    await eventually(async () => (await send('reserve', { ...lee, userPhone: second, reserveDate })).status === 201);
    assert.equal((await send('reserve', { ...kim, userPhone: first, reserveDate })).status, 201);
    const wrong = [
      send('reserve', { ...kim, userName: lee.userName, userPhone: first, reserveDate }),
      send('reserve', { ...kim, userPhone: first, reserveDate: '1999-01-01' }),
      send('reserve', { ...kim, userPhone: first, reserveDate, more: kim }),
      send('status', { ...kim, userRegNumber: lee.userRegNumber }),
    ];
    for (const { status } of await Promise.all(wrong)) assert.ok(status >= 400 && status < 500, `${status}`);
    assert.equal((await send('date', kim)).status, 200);
    const assigned = async () => {
      const { body } = await client.send<{ rows: ReservationView[] }>('GET', '/vaccine/dashboard/list?state=assigned');
      return body.rows.length;
    };
    await becomes(assigned, 2);
    await eventually(() => spans.text.includes("action 'vaccine.user.date'"));
  }

  /** Where something of these can be read: files, what programs print, and traces. */
  function placesOf(texts: readonly string[], { folders, programs }: Running): string[] {
    const holds = (bytes: Buffer) => texts.some((text) => bytes.includes(text));
    const files = folders.flatMap(filesIn).filter((path) => holds(readFileSync(path)));
    const printed = programs.filter(({ output }) => holds(Buffer.from(output))).map(() => 'what is printed');
    return [...files, ...printed, ...(holds(Buffer.from(spans.text)) ? ['a trace'] : [])];
  }

  for (const [scale, started] of Object.entries({ 'in one process': inOneProcess, 'over NATS': overNats })) {
    it(`can be read nowhere, and leaves no bytes when it is forgotten, ${scale}`, async () => {
      const running = await started();
      const client = new Client(running.url);
      await book(client);
      assert.ok(running.folders.every((folder) => filesIn(folder).length > 0));
      const sealed = sealedIn(running.file);
      assert.equal(sealed.length, 6);
      assert.deepEqual(placesOf(sealed.slice(0, 1), running).length > 0, true);
      for (const person of [kim, lee])
        await eventually(async () => {
          await client.send('POST', '/vaccine/user/cancel', person);
          return (await client.send('POST', '/vaccine/user/forget', person)).status === 200;
        });
      assert.deepEqual(placesOf(sealed, running), []);
      assert.deepEqual(placesOf(needles, running), []);
    });

    it(`would be found if an event said it, ${scale}`, async function () {
      // Deno takes no modules to load before the program from its environment.
      if ('deno' in process.versions) this.skip();
      const running = await started({ NODE_OPTIONS: `--import=${planted}` });
      await book(new Client(running.url));
      for (const folder of running.folders)
        await eventually(() => placesOf(needles, running).some((path) => path.startsWith(folder)));
    });
  }
});

/** The sealed fields of all people that a file has. */
function sealedIn(file: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare('SELECT body FROM "vaccine.user/person"').all();
  database.close();
  return rows.flatMap(({ body }) => {
    const { name, number, phone } = JSON.parse(String(body));
    return [name, number, phone];
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
