/** A process that holds a database file until it is killed, or says why it cannot: `file-holder.ts <path>`. */
import process from 'node:process';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';

let file: SqliteFile | undefined;
try {
  file = new SqliteFile(process.argv[2] ?? '');
  process.stdout.write(`holds ${file.path}\n`);
} catch (error) {
  process.stdout.write(`refused: ${(error as Error).message}\n`);
}
// What nobody has a use for any more is collected, and its lock with it.
setInterval(() => file?.path, 1_000);
