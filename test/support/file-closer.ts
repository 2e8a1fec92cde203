/** A process that writes to a database file, closes it and has no more to do: `file-closer.ts <path> [kill]`. */
import process from 'node:process';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { killWriter } from './sqlite.ts';

const [path = '', kill] = process.argv.slice(2);
const file = new SqliteFile(path);
await file.write([[file.statement('CREATE TABLE line(text TEXT)')]]);
if (kill) await killWriter(file);
await file.close();
process.stdout.write('closed\n');
