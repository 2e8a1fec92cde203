import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'nats';
import type { Timeline } from '../../services/history/history.contract.ts';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { isReady } from '../support/readiness.ts';
import { type Script, scripts } from '../support/script.ts';
import { Api, becomes } from '../support/system.api.ts';
import { startTime } from '../support/system.processes.ts';
import { useTempDirs } from '../support/tempdir.ts';

class At extends Api {
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
  }
}

describe('The archive', function () {
  this.timeout(120_000);
  const run = scripts();
  const newDir = useTempDirs();
  let nats: Nats;
  before(async () => {
    nats = await startNats();
  });
  after(() => nats.stop());

  const archived = async (ARCHIVE_DIR: string, ...args: readonly string[]) => {
    const script = run('scripts/archive.ts', args, { ARCHIVE_DIR });
    return { code: await script.ended, output: script.output };
  };

  /** Each happening of each rental is in the archive, and nothing is there twice. */
  async function hasAll(folder: string, system: At, rentals: readonly string[]): Promise<void> {
    const timelines = () => Promise.all(rentals.map((id) => system.send<Timeline>('GET', `/timeline/library/${id}`)));
    await eventually(async () => (await timelines()).every(({ status }) => status === 200));
    const told = (await timelines()).flatMap(({ body }) =>
      body.happenings.map(({ source, eventId }) => `${source}/${eventId}`),
    );
    assert.ok(told.length > rentals.length);
    await eventually(async () => {
      const { output } = await archived(folder, 'show');
      const events = output.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
      const kept = new Set(events.map(({ source, id: eventId }) => `${source}/${eventId}`));
      return told.every((event) => kept.has(event));
    }, 20_000);
    const verified = await archived(folder, 'verify');
    assert.match(verified.output, /, 0 faults\n/);
    assert.equal(verified.code, 0);
  }

  const reserveMany = (system: At, name: string) =>
    Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const answer = await system.reserve(`${name}${index}`, String(1 + (index % 8))).catch(() => undefined);
        return answer?.status === 201 ? [answer.body.id] : [];
      }),
    ).then((ids) => ids.flat());

  it('has every event once though its process is killed, in one process', async () => {
    const env = { DATA_DIR: newDir(), ARCHIVE_DIR: join(newDir(), 'archive') };
    const start = async () => {
      const script = run('scripts/start.ts', [], env);
      const [, url = ''] = await script.printed(/runs at (http:\S+), ready/, startTime);
      return { script, system: new At(url) };
    };
    const first = await start();
    const before = await reserveMany(first.system, 'before');
    const during = reserveMany(first.system, 'during');
    first.script.signal('SIGKILL');
    await first.script.ended;
    const { system } = await start();
    await hasAll(env.ARCHIVE_DIR, system, [...before, ...(await during)]);
  });

  it('has every event once though its process is killed, and feeds a rebuild of what the stream has forgotten, over NATS', async () => {
    const env = { DATA_DIR: newDir(), NATS_URL: nats.url, ARCHIVE_DIR: join(newDir(), 'archive') };
    const start = async (...names: readonly string[]): Promise<Script> => {
      const script = run('scripts/node.ts', names, env);
      await script.printed(/ runs /, startTime);
      return script;
    };
    const gateway = await start('rental', 'book', 'payment', 'history', 'identity', 'gateway');
    const mypage = await start('mypage');
    const archive = await start('archive');
    const [, url = ''] = /, at (http:\S+?)\.\n/.exec(gateway.output) ?? [];
    await eventually(() => isReady(url, 'library'), 30_000);
    const system = new At(url);
    await system.catalogue(...Array.from({ length: 8 }, (_, index) => titleOf(index + 1)));
    const first = await reserveMany(system, 'first');
    const second = reserveMany(system, 'second');
    archive.signal('SIGKILL');
    await archive.ended;
    const rentals = [...first, ...(await second)];
    assert.equal(rentals.length, 80);
    await start('archive');
    await hasAll(env.ARCHIVE_DIR, system, rentals);
    const other = run('scripts/node.ts', ['archive'], env);
    assert.equal(await other.ended, 1);
    assert.match(other.output, /archive is in use by process \d+/);

    await becomes(async () => (await system.mypages('first0')).length, 1);
    const connection = await connect({ servers: nats.url });
    await eventually(async () => {
      const { output } = await archived(env.ARCHIVE_DIR, 'show', '--type', 'library.rental.*');
      const { state } = await (await connection.jetstreamManager()).streams.info('LIBRARY', { subjects_filter: '>' });
      const rentalsIn = Object.entries(state.subjects ?? {}).filter(([subject]) => /^library\.rental\./.test(subject));
      return output.trimEnd().split('\n').length === rentalsIn.reduce((sum, [, count]) => sum + count, 0);
    }, 20_000);
    await (await connection.jetstreamManager()).streams.purge('LIBRARY');
    await connection.close();
    mypage.signal('SIGTERM');
    await mypage.ended;
    for (const end of ['', '-wal', '-shm']) rmSync(join(env.DATA_DIR, `mypage.db${end}`), { force: true });
    await start('mypage');
    await eventually(async () => (await system.send('GET', '/mypages?memberId=first0')).status === 200);
    assert.deepEqual(await system.mypages('first0'), []);
    const console = run('scripts/repl.ts', [], env);
    await eventually(() => {
      console.type('replay mypage');
      return /mypage is made anew.*: 80 rows[\s\S]*\d+ events came from the archive\./.test(console.output);
    }, 30_000);
    await becomes(async () => (await system.mypages('first0')).map(({ id }) => id), [first[0] as string]);
  });
});

function titleOf(number: number) {
  return { id: String(number), title: `Title ${number}`, authors: 'Anon', copies: 100 };
}
