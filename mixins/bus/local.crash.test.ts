import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { Child } from '../../test/support/child.ts';
import { eventually } from '../../test/support/eventually.ts';
import { useTempDirs } from '../../test/support/tempdir.ts';
import { openViewed } from '../../test/support/viewed-store.ts';

const viewWriter = fileURLToPath(new URL('../../test/support/view-writer.ts', import.meta.url));

describe('local bus, after a SIGKILL', () => {
  const newDir = useTempDirs();

  it('brings a view up to its source', async () => {
    const dir = newDir();
    const writer = new Child(viewWriter, [dir]);
    await writer.printed(400);
    await writer.kill();
    const { file, source, view, bus } = await openViewed(dir);
    const rows = await source.find();
    assert.equal(rows.length, 8);
    await eventually(async () => JSON.stringify(await view.find()) === JSON.stringify(rows));
    await bus.stop();
    await file.close();
  }).timeout(20_000);
});
