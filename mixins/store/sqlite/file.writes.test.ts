import assert from 'node:assert/strict';
import { linesIn, useFiles } from '../../../test/support/lines.ts';

describe('SQLite file, written to', () => {
  const { open } = useFiles();
  const turn = () => new Promise(setImmediate);

  describe('group commit', () => {
    it('makes one transaction of the works of one turn, in their order', async () => {
      const { write, lines, told, transactions } = linesIn(open());
      const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((text) => write(text)));
      assert.deepEqual(
        outcomes.map(({ changes }) => changes),
        [1, 1, 1, 1],
      );
      assert.deepEqual(lines(), ['a', 'b', 'c', 'd']);
      assert.deepEqual(told(), ['a', 'b', 'c', 'd']);
      assert.equal(transactions(), 1);
    });

    it('has a second transaction at hand while the writer is busy, and makes one of all that comes meanwhile', async () => {
      const { write, lines, told, transactions, hold } = linesIn(open());
      const letGo = hold();
      const works = [write('first')];
      await turn();
      for (let count = 0; count < 100; count += 1) {
        works.push(write(`${count}`));
        if (count % 9 === 0) await turn();
      }
      letGo();
      await Promise.all(works);
      assert.equal(lines().length, 101);
      assert.deepEqual(told(), lines());
      assert.ok(transactions() <= 3, `${transactions()} transactions`);
    });

    it('makes two transactions of two works of which the second waits for the first', async () => {
      const { write, transactions } = linesIn(open());
      await write('a');
      await write('b');
      assert.equal(transactions(), 2);
    });

    it('has told of every work of a transaction before anyone acts on one of them', async () => {
      const { write, told } = linesIn(open());
      const seen = await Promise.all(['a', 'b', 'c'].map((text) => write(text).then(told)));
      assert.deepEqual(seen, Array(3).fill(['a', 'b', 'c']));
    });

    it('rejects a work that fails, and does the others in one transaction', async () => {
      const notNull = 'Error: NOT NULL constraint failed: line.text';
      const { write, lines, told, transactions } = linesIn(open());
      const outcomes = await Promise.allSettled(['a', null, 'b', null, 'c'].map((text) => write(text)));
      assert.deepEqual(
        outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : outcome.value.changes)),
        [1, notNull, 1, notNull, 1],
      );
      assert.deepEqual(lines(), ['a', 'b', 'c']);
      assert.deepEqual(told(), ['a', 'b', 'c']);
      assert.equal(transactions(), 1);
    });
    it('leaves nothing of a work that fails half way', async () => {
      const { write, lines } = linesIn(open());
      await assert.rejects(write('half', null), /NOT NULL/);
      await write('a');
      assert.deepEqual(lines(), ['a']);
    });

    it('takes in what is to be saved with each transaction', async () => {
      const { file, write, told, transaction, transactions, lines } = linesIn(open());
      const save = file.statement("INSERT INTO line VALUES('saved')");
      const saved: unknown[] = [];
      file.beforeBatch = () => {
        if (told().length === 0) void file.write([[save]], () => saved.push(transaction()));
      };
      await Promise.all([write('a'), write('b')]);
      assert.deepEqual(lines(), ['a', 'b', 'saved']);
      assert.deepEqual(saved, [transaction()]);
      assert.equal(transactions(), 1);
    });
  });

  describe('statement', () => {
    it('has one number', () => {
      const file = open();
      const [first, other] = [file.statement('SELECT 1'), file.statement('SELECT 2')];
      assert.equal(file.statement('SELECT 1'), first);
      assert.notEqual(other, first);
    });

    it('can be introduced while the writer is busy', async () => {
      const { file, write, lines, hold } = linesIn(open());
      const letGo = hold();
      const first = write('a');
      await turn();
      const upper = file.write([[file.statement('INSERT INTO line VALUES(upper(?))'), 'b']]);
      letGo();
      await Promise.all([first, upper]);
      assert.deepEqual(lines(), ['a', 'B']);
    });

    it('that is wrong costs only the works it is in', async () => {
      const { file, write, lines } = linesIn(open());
      const wrong = file.statement('INSERT INTO nowhere VALUES(?)');
      const [good, bad] = [write('a'), file.write([[wrong, 'b']])];
      await assert.rejects(bad, /no such table: nowhere/);
      await good;
      file.database.exec('CREATE TABLE nowhere(text TEXT)');
      await file.write([[wrong, 'b']]);
      assert.deepEqual(lines(), ['a']);
    });
  });
});
