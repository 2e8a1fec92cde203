/** A process that writes a line to a database file and has no more to do: `file-writer.ts <path> leave|close|kill`. */
import process from 'node:process';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { linesIn } from './lines.ts';
import { killWriter } from './sqlite.ts';

const [path = '', task] = process.argv.slice(2);
const file = new SqliteFile(path);
if (task === 'kill') await killWriter(file);
void linesIn(file)
  .write('a')
  .then(
    () => process.stdout.write('written\n'),
    ({ type }) => process.stdout.write(`${type}\n`),
  );
if (task === 'close') await file.close();
