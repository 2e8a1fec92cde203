import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureNatsServer, type Source } from './nats-server.ts';

const program =
  (script: string): Source =>
  async (folder) => {
    await writeFile(`${folder}/program`, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return `${folder}/program`;
  };
const unreachable: Source = () => Promise.reject(new Error('the engine does not run'));

describe('ensureNatsServer', () => {
  let cache: string;
  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'nats-server-'));
  });
  afterEach(() => rm(cache, { recursive: true }));

  it('takes the program that is installed', async () => {
    const sources = { network: unreachable };
    assert.equal(await ensureNatsServer({ installed: ['/no/such/program', '/bin/true'], sources, cache }), '/bin/true');
  });

  it('fetches it from the first source that has it, once', async () => {
    const fetched = await ensureNatsServer({
      installed: [],
      sources: { first: unreachable, second: program('exit 0') },
      cache,
    });
    assert.equal(fetched, `${cache}/nats-server`);
    assert.equal(await ensureNatsServer({ installed: [], sources: {}, cache }), fetched);
  });

  it('says what was tried, and keeps nothing that does not run', async () => {
    const sources = { Docker: unreachable, apt: program('exit 1') };
    await assert.rejects(ensureNatsServer({ installed: ['/no/such/program'], sources, cache }), (error: Error) => {
      assert.match(error.message, /Docker: the engine does not run\n {2}apt: what was fetched does not run/);
      assert.match(error.message, /apt-get install nats-server/);
      return true;
    });
    assert.deepEqual(await readdir(cache), []);
  });
});
