import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { Child } from '../../../test/support/child.ts';
import { linesIn, useFiles } from '../../../test/support/lines.ts';
import { fill, killWriter, makeRoom } from '../../../test/support/sqlite.ts';
import type { SqliteFile } from './file.ts';

const writer = fileURLToPath(new URL('../../../test/support/file-writer.ts', import.meta.url));

describe('SQLite file that cannot be written', () => {
  const { newPath, open } = useFiles();
  const turn = () => new Promise(setImmediate);

  const refused = ({ path }: SqliteFile, why: string) => ({
    name: 'Refused',
    type: 'store-unavailable',
    message: `${path} cannot be written: ${why}`,
    code: 503,
    retryable: true,
    data: { kind: 'unavailable' },
  });

  describe('on a full disk', () => {
    it('refuses what finds no room, and takes works again once there is some', async () => {
      const { file, write, lines } = linesIn(open());
      await write('before');
      await fill(file);
      const full = refused(file, 'database or disk is full');
      const long = 'x'.repeat(100_000);
      await Promise.all([
        assert.rejects(write(null), /NOT NULL/),
        assert.rejects(write(long), full),
        assert.rejects(write('with it'), full),
      ]);
      assert.deepEqual(lines(), ['before']);
      await makeRoom(file);
      await write(long);
      assert.deepEqual(lines(), ['before', long]);
    });
  });

  describe('whose writer has died', () => {
    const says = (file: SqliteFile) => refused(file, 'the thread that writes has ended');

    it('refuses what it had in hand, and takes works again, for which another one is there', async () => {
      const { file, write, lines, hold } = linesIn(open());
      const letGo = hold();
      const underWay = write('a');
      await turn();
      const waiting = write('b');
      const refusals = [assert.rejects(underWay, says(file)), assert.rejects(waiting, says(file))];
      const killed = killWriter(file);
      letGo();
      await Promise.all([...refusals, killed]);
      await write('c');
      assert.deepEqual(lines().slice(-1), ['c']);
    });

    it('while it had nothing to do, is not missed', async () => {
      const { file, write, lines } = linesIn(open());
      await write('a');
      await killWriter(file);
      await write('b');
      assert.deepEqual(lines(), ['a', 'b']);
    });

    it('can be closed, and opened by the next process', async () => {
      const { file, write } = linesIn(open());
      await write('a');
      await killWriter(file);
      await file.close();
      assert.deepEqual(linesIn(open(file.path)).lines(), ['a']);
    });

    it('does not keep the process from ending', async () => {
      const child = new Child(writer, [newPath(), 'kill']);
      await child.ended();
      assert.deepEqual(child.lines, ['written']);
    });
  });
});
