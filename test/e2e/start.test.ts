import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { BookView } from '../../services/library/book/book.contract.ts';
import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { systems } from '../../services/systems.ts';
import { parseCurl } from '../support/curl.ts';
import { eventually } from '../support/eventually.ts';
import { type Script, scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

describe('npm start', function () {
  this.timeout(30_000);
  const run = scripts();
  const newDir = useTempDirs();
  const start = (DATA_DIR: string, env: Record<string, string> = {}) =>
    run('scripts/start.ts', [], { DATA_DIR, ...env });

  async function addressOf(script: Script): Promise<string> {
    const [, url = ''] = await script.printed(/runs at (http:\S+), ready/);
    return url;
  }

  async function reserve(url: string, bookId: string): Promise<RentalView> {
    const body = JSON.stringify({ memberId: 'kim', bookId });
    const response = await fetch(`${url}/rentals`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    assert.equal(response.status, 201, await response.clone().text());
    return (await response.json()) as RentalView;
  }

  async function list<Row>(url: string): Promise<{ rows: Row[]; total: number }> {
    const response = await fetch(url);
    return (await response.json()) as { rows: Row[]; total: number };
  }

  it('is ready, with real books, and says in a line what to try in each system', async () => {
    const script = start(newDir());
    await script.printed(/ready after \S+ s/);
    const url = await addressOf(script);
    const books = await list<BookView>(`${url}/books`);
    assert.equal(books.total, 500);
    const { id } = await reserve(url, '1');
    await eventually(async () => {
      const { rows } = await list<MypageView>(`${url}/mypages?memberId=kim`);
      return rows[0]?.id === id && rows[0].state === 'ready';
    });
    const lines = script.output.trim().split('\n');
    for (const { name } of systems.filter(({ firstSteps }) => firstSteps))
      assert.equal(lines.filter((line) => line.includes(`${url}/app/${name} `)).length, 1, script.output);
    assert.ok(lines.length <= 14 && lines.every(({ length }) => length <= 120), script.output);
    assert.match(script.output, /Ctrl-C stops it\.\n[\s\S]*\/docs\. .*npm start -- --help\nOpen: whoever/);
  });

  it('names with --help commands that do what they say', async () => {
    const help = run('scripts/start.ts', ['--help'], {});
    assert.equal(await help.ended, 0, help.output);
    const commands = Array.from(help.output.matchAll(/^ {2}\S.*? {2}(curl .*)$/gm), ([, command = '']) => command);
    assert.ok(commands.length >= 18, help.output);
    const url = await addressOf(start(newDir()));
    let id = '';
    for (const command of commands) {
      const { url: asked, ...request } = parseCurl(command.replace('/ID ', `/${id} `));
      const send = () => fetch(asked.replace('http://127.0.0.1:3000', url), request);
      const isDone = async () => {
        const response = await send();
        if (asked.endsWith('/rentals') && response.ok) ({ id } = (await response.clone().json()) as RentalView);
        return response.ok;
      };
      // What was reserved can be taken a moment later; what was taken home is no longer cancelled.
      if (!command.includes('"cancel"')) await eventually(isDone);
    }
  });

  it('stops at Ctrl-C, and everything is there when it starts again', async () => {
    const dir = newDir();
    const first = start(dir);
    const { id } = await reserve(await addressOf(first), '1');
    first.signal('SIGINT');
    assert.equal(await first.ended, 0);
    const url = await addressOf(start(dir));
    assert.equal((await fetch(`${url}/rentals/${id}`)).status, 200);
    assert.equal((await list(`${url}/books?pageSize=1`)).total, 500);
  });

  it('takes Ctrl-C that npm passes on as well for one', async () => {
    const script = start(newDir());
    await addressOf(script);
    script.signal('SIGINT');
    await script.printed(/Stopping/);
    script.signal('SIGINT');
    assert.equal(await script.ended, 0);
  });

  it('ends at once at a second Ctrl-C, whatever is under way', async () => {
    const slow = { PAYMENT_SANDBOX_DELAY_MS: '20000', PAYMENT_TIMEOUT_MS: '20000', REQUEST_TIMEOUT_MS: '30000' };
    const script = start(newDir(), { ...slow, SHUTDOWN_TIMEOUT_MS: '20000' });
    const url = await addressOf(script);
    const pending = assert.rejects(reserve(url, '1'));
    await script.printed(/^Open: whoever/m);
    await eventually(async () => (await list(`${url}/rentals?state=requested`)).total === 1);
    script.signal('SIGINT');
    await script.printed(/Stopping/);
    await eventually(() => {
      script.signal('SIGINT');
      return !script.running;
    });
    assert.equal(await script.ended, 130);
    await pending;
  });

  it('says who has its data, and what to do', async () => {
    const dir = newDir();
    await addressOf(start(dir));
    const second = start(dir);
    assert.equal(await second.ended, 1);
    assert.match(second.output, /yeyak\.db is in use by process \d+/);
    assert.match(second.output, /DATA_DIR/);
    assert.doesNotMatch(second.output, /\n +at /);
  });

  it('says that its port is taken, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const script = start(newDir(), { PORT: String(port) });
    assert.equal(await script.ended, 1);
    other.close();
    assert.match(script.output, new RegExp(`Port ${port} .*taken.*PORT`));
    assert.doesNotMatch(script.output, /\n +at /);
  });

  it('names every bad variable', async () => {
    const script = start(newDir(), { PORT: 'many', LOG_LEVEL: 'loud' });
    assert.equal(await script.ended, 1);
    assert.match(script.output, /PORT is "many", but must be .*\n.*LOG_LEVEL is "loud", but must be /);
  });

  it('opens a console in it', async function () {
    if ('Deno' in globalThis) this.skip();
    const script = run('scripts/start.ts', ['--repl'], { DATA_DIR: newDir() });
    await script.printed(/yeyak \$/);
    script.type('reserve lee 1');
    const [, id] = await script.printed(/(\w{26}) {2}reserved: lee, book 1/);
    script.type(`return ${id}`);
    await script.printed(/rental-state: .*\(state: \w+\)/);
    script.type('payment decline');
    await script.printed(/The payment provider: decline\./);
    script.type('reserve park 1');
    await script.printed(/payment-declined: /);
    script.type('exit');
    assert.equal(await script.ended, 0);
  });
});
