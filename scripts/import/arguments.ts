import { encodingNamed } from '../../services/library/book/catalogue/encoding.ts';
import { defaultCopies } from '../../services/library/book/details.contract.ts';
import { readLine } from '../usage.ts';

/** Longer than a restart takes. */
const defaultWaitSeconds = 120;

export const usage = `Usage: npm run import -- FILE.csv [options]

Loads a catalogue: a CSV file whose first line names its columns, in English (id, title, authors, isbn, year,
language, copies), Korean (도서번호, 제목, 저자, ISBN, 발행년도, 언어, 권수), or as goodbooks-10k, Goodreads and
data4library do. Columns are separated by commas, semicolons, tabs or |. Excel: save the sheet as "CSV UTF-8".

It may be repeated: titles that are there already stay as they are, and what the file does not say (an absent column,
an empty cell) is left as the catalogue has it.

  --copies N        copies of a new title whose row gives no number (default ${defaultCopies})
  --encoding NAME   encoding of the file, such as cp949, utf-16le or windows-1252 (default: detected among UTF-8,
                    UTF-16 and CP949, which is EUC-KR too)
  --report FILE     write each row that was repaired or refused to FILE, as JSON lines
  --wait SECONDS    how long to try again while the system does not answer (default ${defaultWaitSeconds})
  --strict          end with exit code 1 when a row was refused
`;

export interface Arguments {
  readonly file: string;
  readonly copies: number;
  /** Absent: to be detected. */
  readonly encoding?: string;
  readonly report?: string;
  readonly waitSeconds: number;
  readonly strict: boolean;
}

/** Reads the command line; `undefined` when help is asked for. Throws an Error that says what is wrong with it. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = readLine({
    args: [...args],
    allowPositionals: true,
    options: {
      copies: { type: 'string', default: String(defaultCopies) },
      encoding: { type: 'string' },
      report: { type: 'string' },
      wait: { type: 'string', default: String(defaultWaitSeconds) },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error('Name one file to import.');
  const copies = wholeNumber('--copies', values.copies, 1, 1_000);
  const waitSeconds = wholeNumber('--wait', values.wait, 0, 86_400);
  const encoding = values.encoding === undefined ? undefined : encodingNamed(values.encoding);
  if (values.encoding !== undefined && encoding === undefined)
    throw new Error(
      `--encoding is "${values.encoding}", which is unknown. Known are utf-8, utf-16le, cp949 and others.`,
    );
  const { strict, report } = values;
  return {
    file,
    copies,
    waitSeconds,
    strict,
    ...(encoding !== undefined && { encoding }),
    ...(report !== undefined && { report }),
  };
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw new Error(`${option} is "${text}", but must be a whole number from ${min} to ${max}.`);
}
