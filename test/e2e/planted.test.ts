import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { writeSystem } from '../../scripts/new/system.ts';
import { EventStream } from '../support/event-stream.ts';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { isReady } from '../support/readiness.ts';
import { type Script, scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A system in a folder elsewhere joins by SYSTEMS, and nothing of this project knows of it. */
describe('A system from outside', function () {
  this.timeout(90_000);
  const run = scripts();
  const newDir = useTempDirs();
  let nats: Nats;
  before(async () => {
    nats = await startNats();
  });
  after(() => nats.stop());

  const status = () => execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });

  function planted(): Record<string, string> {
    const folder = join(newDir(), 'planted');
    writeSystem('planted', folder);
    return { SYSTEMS: join(folder, 'system.ts'), DATA_DIR: newDir() };
  }

  async function addressOf(script: Script, pattern: RegExp): Promise<string> {
    const [, url = ''] = await script.printed(pattern, 30_000);
    return url;
  }

  async function inOneProcess() {
    const script = run('scripts/start.ts', ['--repl'], planted());
    return { url: await addressOf(script, /runs at (http:\S+), ready/), console: script };
  }

  async function overNats() {
    const env = { ...planted(), NATS_URL: nats.url, NAMESPACE: 'planted' };
    const others = run('scripts/node.ts', ['library', 'platform', 'gateway'], env);
    const own = run('scripts/node.ts', ['planted'], env);
    await own.printed(/ runs planted\.ticket, planted\.receipt, planted\.board\./, 30_000);
    const url = await addressOf(others, / runs .*, at (http:\S+?)\.\n/);
    await eventually(() => isReady(url, 'planted'), 20_000);
    return { url, console: run('scripts/repl.ts', [], env) };
  }

  for (const [scale, started] of Object.entries({ 'in one process': inOneProcess, 'over NATS': overNats }))
    it(`works ${scale}, and is wherever systems are shown`, async () => {
      const before = status();
      const { url, console } = await started();
      const get = async <Body>(path: string) => (await (await fetch(url + path)).json()) as Body;
      const send = async (method: string, path: string, body: object, headers = {}) => {
        const init = {
          method,
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        };
        const response = await fetch(url + path, init);
        return { status: response.status, body: (await response.json()) as { id: string; state: string } };
      };
      const stream = await new EventStream().open(`${url}/planted/board/stream?memberId=kim`);

      const opened = await send('POST', '/planted/tickets', { memberId: 'kim', subject: 'A lamp is out' });
      assert.equal(opened.status, 201, JSON.stringify(opened.body));
      const { id } = opened.body;
      await eventually(async () => (await get<{ text?: string }>(`/planted/receipts/${id}`)).text !== undefined);
      const clerk = { 'x-acting-as': 'planted.clerk ada' };
      assert.equal((await send('PATCH', `/planted/tickets/${id}`, { state: 'closed' }, clerk)).status, 200);
      const again = await send('PATCH', `/planted/tickets/${id}`, { state: 'closed' }, clerk);
      assert.deepEqual([again.status, again.body.state], [409, 'closed']);
      await eventually(async () => {
        const { rows } = await get<{ rows: { state: string }[] }>('/planted/board?memberId=kim');
        return rows[0]?.state === 'closed';
      });
      await eventually(() => stream.messages.some(({ data }) => data.includes('"closed"')));
      stream.close();

      const told = ['planted.receipt.written', 'planted.ticket.closed', 'planted.ticket.opened'];
      await eventually(async () => {
        const { happenings } = await get<{ happenings?: { type: string }[] }>(`/timeline/planted/${id}`);
        return isDeepStrictEqual(happenings?.map(({ type }) => type).toSorted(), told);
      });
      assert.equal((await fetch(`${url}/timeline/library/${id}`)).status, 404);

      const { paths } = await get<{ paths: object }>('/openapi.json');
      assert.ok('/planted/tickets/{id}' in paths);
      const { channels } = await get<{ channels: object }>('/asyncapi.json');
      assert.ok('planted.ticket.opened' in channels);
      const { routes } = await get<{ routes: { path: string }[] }>('/');
      assert.ok(routes.some(({ path }) => path === '/planted/board/stream'));
      const { checks } = await get<{ checks: { name: string }[] }>('/health/ready');
      assert.ok(checks.some(({ name }) => name === 'planted.board'));
      const system = await get<{ consumers: { group: string }[] }>('/admin/system');
      assert.ok(system.consumers.some(({ group }) => group === 'planted.receipt'));

      await console.printed(/tickets <memberId>/, 20_000);
      console.type('tickets kim');
      await console.printed(new RegExp(`${id}  closed: A lamp is out`));
      assert.equal(status(), before);
    });

  it('is named by --help, with its variables', async () => {
    const help = run('scripts/node.ts', ['--help'], planted());
    assert.equal(await help.ended, 0);
    assert.match(help.output, /Systems: .*planted/);
    assert.match(help.output, /planted\.ticket/);
    assert.match(help.output, /PLANTED_SUBJECT_LENGTH/);
    assert.match(help.output, /PLANTED_TICKET_STORE_URL/);
  });

  it('is refused by name when it declares what there is already', async () => {
    const env = planted();
    const twice = run('scripts/start.ts', [], { ...env, SYSTEMS: `${env.SYSTEMS},${env.SYSTEMS}` });
    assert.equal(await twice.ended, 1);
    assert.match(
      twice.output,
      /SYSTEMS: \S+system\.ts cannot join: planted and planted both declare the system planted/,
    );
    const missing = run('scripts/start.ts', [], { ...env, SYSTEMS: '/nowhere/system.ts' });
    assert.equal(await missing.ended, 1);
    assert.match(missing.output, /SYSTEMS: \/nowhere\/system\.ts cannot be loaded/);
  });
});
