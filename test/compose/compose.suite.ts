import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { freePort } from '../support/port.ts';
import { passes } from '../support/system.api.ts';
import { newDir, removeDir } from '../support/tempdir.ts';

const execute = promisify(execFile);
const project = 'yeyak-test';
/** Milliseconds within which what was killed works again. */
const recovery = 60_000;

/** `npm run test:compose`: the Dockerfile and docker-compose.yml, built and run for real by the Docker of this machine. */
describe('The system in containers', function () {
  this.timeout(300_000);
  const folder = newDir();
  const override = join(folder, 'override.yml');
  let url: string;
  let token: string;

  async function compose(...args: readonly string[]): Promise<string> {
    const files = ['-f', 'docker-compose.yml', '-f', override];
    const { stdout } = await execute('docker', ['compose', '--project-name', project, ...files, ...args], {
      maxBuffer: 16 * 1024 ** 2,
    });
    return stdout;
  }
  const docker = async (...args: readonly string[]) => (await execute('docker', args)).stdout.trim();
  const idsOf = async (service: string) => (await compose('ps', '--quiet', service)).trim().split('\n');

  async function send(method: string, path: string, body?: object, headers = {}): Promise<Response> {
    return fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
  }
  const reserve = (key: string, bookId: string) =>
    passes(async () => {
      const answer = await send('POST', '/rentals', { memberId: 'kim', bookId }, { 'idempotency-key': key });
      assert.equal(answer.status, 201, await answer.text());
    }, recovery);

  before(async () => {
    await docker('version').catch(() => {
      throw new Error('Docker does not answer: start it, so that `docker version` works.');
    });
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    writeFileSync(
      override,
      `services:
  gateway: { ports: !override ["127.0.0.1:${port}:3000"], environment: { PUBLIC_URL: "${url}" } }
  identity: { environment: { PUBLIC_URL: "${url}" } }
`,
    );
    await compose('build', '--quiet');
    await compose('up', '--detach', '--wait', '--wait-timeout', '180');
  });
  after(async () => {
    await compose('down', '--volumes', '--timeout', '15').catch(() => {});
    removeDir(folder);
  });

  it('has no file of passwords in its image', async () => {
    writeFileSync('.env.test', 'SECRET=1\n');
    try {
      await compose('build', '--quiet');
      const found = await docker('run', '--rm', '--entrypoint', 'ls', 'yeyak', '-A', '/app');
      assert.ok(!found.split('\n').some((name) => name.startsWith('.env')), found);
    } finally {
      rmSync('.env.test');
    }
  });

  it('lets another system in, imports a catalogue, and lends', async () => {
    const added = await compose(
      ...['exec', '-T', 'rental', 'sh', '-c'],
      `printf 'client kiosk\\nexit\\n' | node scripts/repl.ts`,
    );
    const [, secret = ''] = /with the secret ([A-Za-z0-9_-]*)\./.exec(added) ?? [];
    const answer = await fetch(`${url}/oidc/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`kiosk:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    token = ((await answer.json()) as { access_token: string }).access_token;
    await compose('exec', '-T', 'book', 'node', 'scripts/import.ts', 'data/samples/goodbooks-500.csv');
    await reserve('one', '1');
    await passes(async () => {
      const { rows } = (await (await send('GET', '/mypages?memberId=kim')).json()) as { rows: { state: string }[] };
      assert.equal(rows[0]?.state, 'ready');
    });
  });

  it('archives every event where others can read it', async () => {
    await passes(async () => {
      const show = ['scripts/archive.ts', 'show', '--type', 'library.rental.reserved'];
      assert.match(await compose('exec', '-T', 'mypage', 'node', ...show), /"type":"library\.rental\.reserved"/);
    }, recovery);
  });

  it('takes a second process of a service', async () => {
    await compose('up', '--detach', '--wait', '--no-recreate', '--scale', 'rental=2');
    assert.equal((await idsOf('rental')).length, 2);
  });

  for (const service of ['payment', 'postgres'])
    it(`goes on when ${service} is killed`, async () => {
      const [id = ''] = await idsOf(service);
      process.kill(Number(await docker('inspect', '--format', '{{.State.Pid}}', id)), 'SIGKILL');
      await reserve(`after-${service}`, service === 'payment' ? '2' : '3');
    });

  it('goes on when nats is restarted', async () => {
    await compose('restart', '--timeout', '5', 'nats');
    await reserve('after-nats', '4');
  });

  it('ends by itself, each container with 0', async () => {
    const ours = (
      await docker('ps', '-q', '--filter', `label=com.docker.compose.project=${project}`, '--filter', 'ancestor=yeyak')
    ).split('\n');
    await docker('stop', '--time', '15', ...ours);
    for (const id of ours) assert.equal(await docker('inspect', '--format', '{{.State.ExitCode}}', id), '0', id);
  });
});
