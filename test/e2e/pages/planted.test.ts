import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pagesWith } from '../../../config/pages.ts';
import { writeSystem } from '../../../scripts/new/system.ts';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { windows } from '../../support/pages/windows.ts';
import { scripts } from '../../support/script.ts';
import { newDir, removeDir } from '../../support/tempdir.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A system in a folder elsewhere brings its pages, and nothing of this project knows of them. */
describe('Pages from outside', function () {
  this.timeout(90_000);
  const folder = newDir();
  const env = { SYSTEMS: join(folder, 'planted/system.ts'), DATA_DIR: join(folder, 'data') };
  const status = () => execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  let url = '';
  // Before what the windows look at.
  const open = windows(() => url);
  const run = scripts();

  async function build(): Promise<string> {
    const script = run('scripts/pages.ts', [], env);
    assert.equal(await script.ended, 0, script.output);
    return script.output;
  }

  before(() => writeSystem('planted', join(folder, 'planted')));
  after(() => {
    rmSync(pagesWith(env.SYSTEMS).folder, { recursive: true, force: true });
    removeDir(folder);
  });

  it('are built when they change, and only then', async () => {
    assert.match(await build(), /Building the pages/);
    assert.equal(await build(), '');
    const words = join(folder, 'planted/web/language.ts');
    writeFileSync(words, readFileSync(words, 'utf8').replace("title: 'Planted'", "title: 'Planted tickets'"));
    assert.match(await build(), /Building the pages/);
  });

  it('have a card on the home page, and work as the others do', async () => {
    const before = status();
    const [, address = ''] = await run('scripts/start.ts', [], env).printed(/runs at (http:\S+), ready/, 30_000);
    url = address;
    const member = await open('/app/', { as: { id: 'kim', role: 'member' } });
    const card = member.getByRole('listitem', { name: 'Planted tickets' });
    await card.getByText('Ready').waitFor();
    await card.getByRole('link', { name: 'Planted tickets' }).click();
    await member.getByLabel('What is it about?').fill('A lamp is out');
    await member.getByRole('button', { name: 'Open a ticket' }).click();
    const ticket = member.getByRole('main').getByRole('listitem').filter({ hasText: 'A lamp is out' });
    await ticket.getByText('Open', { exact: true }).waitFor();
    assert.equal(await ticket.getByRole('button').count(), 0);

    const clerk = await open('/app/planted', { as: { id: 'kim', role: 'planted.clerk' }, language: 'ko' });
    await clerk.getByText('담당자').waitFor();
    await clerk.getByRole('button', { name: '“A lamp is out” 처리 완료' }).click();
    await ticket.getByText('Closed').waitFor();
    await isAccessibleInEveryLook(member);
    assert.equal(status(), before);
  });
});
