import assert from 'node:assert/strict';
import { freePort } from '../support/port.ts';
import { scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

/** Nothing of `AUTH` is set, unless a test sets it. */
const unset = { AUTH: '' };

describe('A gateway that lets everyone in', function () {
  this.timeout(30_000);
  const run = scripts();
  const newDir = useTempDirs();
  const ended = async (path: string, args: readonly string[], env: Record<string, string>) => {
    const script = run(path, args, { DATA_DIR: newDir(), ...unset, ...env });
    assert.equal(await script.ended, 1, script.output);
    assert.doesNotMatch(script.output, /\n +at /);
    return script.output;
  };

  it('says so at its start, on loopback', async () => {
    const script = run('scripts/start.ts', [], { DATA_DIR: newDir(), ...unset });
    const [, url] = await script.printed(/runs at (http:\S+), ready/);
    await script.printed(/^Open: whoever reaches this address may do everything/m);
    assert.equal((await fetch(`${url}/rentals`, { headers: { authorization: 'Bearer x' } })).status, 200);
    assert.equal((await fetch(`${url}/oidc/jwks`)).status, 404);
  });

  it('does not start where others can reach it', async () => {
    for (const HOST of ['0.0.0.0', '::']) {
      assert.match(await ended('scripts/start.ts', [], { HOST }), /say whom it lets in/);
      assert.match(await ended('scripts/start.ts', [], { HOST, AUTH: 'open' }), /does not start open/);
    }
  });

  it('does not start as one of several processes, unless that is asked for', async () => {
    const NATS_URL = `nats://127.0.0.1:${await freePort()}`;
    assert.match(await ended('scripts/node.ts', ['gateway'], { NATS_URL }), /say whom it lets in/);
    assert.match(
      await ended('scripts/node.ts', ['gateway'], { NATS_URL, HOST: '0.0.0.0', AUTH: 'open' }),
      /not start open/,
    );
  });

  it('tells the first admin their password once, where it does not', async () => {
    const env = { DATA_DIR: newDir(), AUTH: 'oidc', PORT: String(await freePort()) };
    const first = run('scripts/start.ts', [], env);
    await first.printed(/The first account is "admin", an admin, with the password \S{23}, which is shown this once/);
    assert.doesNotMatch(first.output, /^Open:/m);
    assert.match(first.output, /^Who comes signs in; docs\/signing-in\.md/m);
    first.signal('SIGTERM');
    await first.ended;
    const second = run('scripts/start.ts', [], env);
    await second.printed(/^Who comes signs in; .*\n/m);
    second.signal('SIGTERM');
    await second.ended;
    assert.doesNotMatch(second.output, /first account/);
  });
});
