import { keyOf } from '../../mixins/archive/place.ts';
import { type ArchiveFile, filesOf, type Line, linesOf } from '../../mixins/archive/reading.ts';
import { type Envelope, matches } from '../../mixins/kernel/event.ts';
import type { Arguments } from './arguments.ts';

/** Writes a line; resolves when there is room for the next. */
export type Print = (line: string) => Promise<void> | void;

/** @returns the exit code */
export async function runArchive(args: Arguments, print: Print): Promise<number> {
  const files = await filesOf(args.folder, args);
  if (files.length === 0) {
    await print(`${args.folder} has no archived events${args.day === undefined ? '' : ` of ${args.day}`}.`);
    return args.word === 'list' ? 0 : 1;
  }
  if (args.word === 'list') return list(files, print);
  return args.word === 'show' ? show(files, args, print) : verify(files, print);
}

async function list(files: readonly ArchiveFile[], print: Print): Promise<number> {
  for (const { day, context, number, bytes } of files)
    await print(`${day}  ${context}${number > 1 ? `, part ${number}` : ''}  ${inKilobytes(bytes)}`);
  await print(`${files.length} files, ${inKilobytes(files.reduce((sum, { bytes }) => sum + bytes, 0))}`);
  return 0;
}

async function show(files: readonly ArchiveFile[], wanted: Arguments, print: Print): Promise<number> {
  for (const file of files)
    for await (const { event, text } of linesOf(file)) if (event && isWanted(event, wanted)) await print(text);
  return 0;
}

function isWanted({ type, subject, correlationid }: Envelope, wanted: Arguments): boolean {
  const isOfType = wanted.type === undefined || matches(wanted.type, type);
  return isOfType && (wanted.id === undefined || wanted.id === subject || wanted.id === correlationid);
}

async function verify(files: readonly ArchiveFile[], print: Print): Promise<number> {
  let events = 0;
  const faults: string[] = [];
  const unfinished: string[] = [];
  const firstOf = new Map<string, string>();
  for (const file of files)
    for await (const line of linesOf(file)) {
      const place = `${line.file.path}:${line.number}`;
      if (!line.event) (line.isUnfinished ? unfinished : faults).push(noEvent(line, place));
      else {
        events += 1;
        const key = keyOf(line.event);
        const first = firstOf.get(key);
        if (first === undefined) firstOf.set(key, place);
        else faults.push(`${place}: ${key} is at ${first} already`);
      }
    }
  for (const fault of [...faults, ...unfinished]) await print(fault);
  await print(`${events} events in ${files.length} files, ${faults.length} faults`);
  return faults.length === 0 ? 0 : 1;
}

function noEvent({ isUnfinished }: Line, place: string): string {
  return isUnfinished ? `${place}: being written, or cut off when its process was killed` : `${place}: no event`;
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1_024).toFixed(1)} kB`;
}
