import { parseArgs } from 'node:util';
import { defaultCopies } from '../../services/library/book/catalogue/import.ts';

export const usage = `Usage: npm run import -- FILE.csv [options]

Loads a catalogue: a CSV file whose first line names its columns, in English (id, title, authors, isbn, year,
language, copies), Korean (도서번호, 제목, 저자, 출판년도, 언어, 권수) or as goodbooks-10k does.
It may be repeated: titles that are there already stay as they are.

  --copies N        copies of a title whose row gives no number (default ${defaultCopies})
  --encoding NAME   encoding of the file, such as euc-kr or utf-16le (default utf-8)
  --report FILE     write each row that was repaired or refused to FILE, as JSON lines
  --strict          end with exit code 1 when a row was refused
`;

export interface Arguments {
  readonly file: string;
  readonly copies: number;
  readonly encoding: string;
  readonly report?: string;
  readonly strict: boolean;
}

/** Reads the command line; `undefined` when help is asked for. Throws an Error that says what is wrong with it. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      copies: { type: 'string', default: String(defaultCopies) },
      encoding: { type: 'string', default: 'utf-8' },
      report: { type: 'string' },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error('Name one file to import.');
  const copies = Number(values.copies);
  if (!Number.isInteger(copies) || copies < 1 || copies > 1000) {
    throw new Error(`--copies is "${values.copies}", but must be a whole number from 1 to 1000.`);
  }
  if (!knowsEncoding(values.encoding)) throw new Error(`--encoding is "${values.encoding}", which is unknown.`);
  const { encoding, strict, report } = values;
  return { file, copies, encoding, strict, ...(report !== undefined && { report }) };
}

function knowsEncoding(name: string): boolean {
  try {
    new TextDecoder(name);
    return true;
  } catch {
    return false;
  }
}
