import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/port.ts';
import { scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

describe('npm run dev', function () {
  this.timeout(60_000);
  const run = scripts();
  const newDir = useTempDirs();

  it('serves pages from their source beside the API, and starts the server again when a module changes', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const dev = run('scripts/dev.ts', [], { PORT: new URL(url).port, DATA_DIR: newDir() });
    const starts = () => dev.output.split(`runs at ${url}`).length - 1;
    await eventually(() => starts() === 1, 20_000);
    assert.match(await (await fetch(`${url}/app/`)).text(), /@vite\/client/);
    const settings = (await (await fetch(`${url}/app/settings.json`)).json()) as object;
    assert.partialDeepStrictEqual(settings, { auth: 'open' });
    assert.equal((await fetch(`${url}/books`)).status, 200);
    const response = await fetch(`${url}/rentals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ memberId: 'kim', bookId: '1' }),
    });
    assert.equal(response.status, 201);

    const now = new Date();
    utimesSync(fileURLToPath(new URL('../../scripts/welcome.ts', import.meta.url)), now, now);
    await eventually(() => starts() === 2, 20_000);
    assert.equal((await fetch(`${url}/books`)).status, 200);

    dev.signal('SIGINT');
    assert.equal(await dev.ended, 0, dev.output);
  });
});
