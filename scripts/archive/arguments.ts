import { isDay } from '../../mixins/archive/place.ts';
import { readLine, UsageError } from '../usage.ts';

export const usage = `Usage: npm run archive -- list | show | verify [options]

Reads the archive that the service archive writes, also while it writes. The folder is ARCHIVE_DIR.

  list      the files by day and system, with their sizes
  show      the events as JSON lines, oldest first within a file
  verify    whether each line is an event, and each event there once; ends with exit code 1 otherwise

  --day 2026-11-26      only this day (UTC)
  --system library      only this system
  --type TYPE           only events of this type, such as library.rental.reserved or library.rental.*
  --id ID               only events of this record, or that follow from this request
  --folder PATH         another folder than ARCHIVE_DIR`;

const words = ['list', 'show', 'verify'] as const;

export interface Arguments {
  readonly word: (typeof words)[number];
  readonly folder: string;
  readonly day?: string;
  readonly context?: string;
  readonly type?: string;
  readonly id?: string;
}

/**
 * @param ours the folder where none is named
 * @returns none when help is asked for
 * @throws UsageError that says what is wrong
 */
export function readArguments(args: readonly string[], ours: string | undefined): Arguments | undefined {
  const { values, positionals } = readLine({ args: [...args], allowPositionals: true, options });
  if (values.help) return undefined;
  const [given, ...others] = positionals;
  const word = words.find((one) => one === given);
  if (!word || others.length > 0) throw new UsageError('Say list, show or verify.');
  const { day, system: context, type, id, folder = ours } = values;
  if (day !== undefined && !isDay(day))
    throw new UsageError(`--day is "${day}", but must be a day such as 2026-11-26.`);
  if (folder === undefined) throw new UsageError('Say where the archive is: set ARCHIVE_DIR, or give --folder.');
  return {
    word,
    folder,
    ...(day !== undefined && { day }),
    ...(context !== undefined && { context }),
    ...(type !== undefined && { type }),
    ...(id !== undefined && { id }),
  };
}

const text = { type: 'string' } as const;
const options = {
  ...{ day: text, system: text, type: text, id: text, folder: text },
  help: { type: 'boolean', short: 'h', default: false },
} as const;
