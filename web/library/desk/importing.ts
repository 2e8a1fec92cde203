import { signal } from '@preact/signals';
import { importCatalogue } from '../../../services/library/book/catalogue/import.ts';
import { persistent } from '../../../services/library/book/catalogue/persistent.ts';
import type { Repair } from '../../../services/library/book/catalogue/reading.ts';
import type { ImportSummary } from '../../../services/library/book/catalogue/summary.ts';
import { FileRefused } from '../../../services/library/book/catalogue/titles.ts';
import { throughHttp, UploadFailed } from '../../../services/library/book/catalogue/upload.ts';
import { problemIn } from '../../kit/api/problem.ts';
import { explain } from '../../kit/notice/explain.ts';
import { authorization } from '../../kit/session/session.ts';
import { say } from '../language/language.ts';

/** How far an import has come. */
export interface Import {
  readonly file: string;
  /** From 0 to 1, of the file's bytes. */
  readonly read: number;
  readonly summary?: Counts;
  /** `refused`: it is no catalogue, and nothing of it was taken. */
  readonly state: 'running' | 'done' | 'stopped' | 'refused' | 'failed';
  readonly failure?: string;
}

type Counts = Omit<ImportSummary, 'lastLine'>;

/** How long a batch is tried again while the system does not answer, in milliseconds. */
const triedForMs = 120_000;

export const current = signal<Import | undefined>(undefined);
let stopping = new AbortController();

/** Reads a CSV file as `npm run import` does, and puts its titles into the catalogue, some at a time. */
export async function begin(
  file: File,
  options: { readonly encoding?: string; readonly copies: number },
): Promise<void> {
  stopping = new AbortController();
  const { signal } = stopping;
  current.value = { file: file.name, read: 0, state: 'running' };
  const change = (next: Partial<Import>) => {
    if (current.value) current.value = { ...current.value, ...next };
  };
  const bytes = chunksOf(file, (read) => change({ read }));
  try {
    const catalogue = persistent(throughHttp('/books', authorization), { forMs: triedForMs, signal });
    const onProgress = (summary: ImportSummary) => change({ summary: countsOf(summary) });
    const summary = await importCatalogue(bytes, catalogue, { ...options, batchSize: 100, signal, onProgress });
    change({ summary: countsOf(summary), state: signal.aborted ? 'stopped' : 'done' });
  } catch (error) {
    change({ state: error instanceof FileRefused ? 'refused' : 'failed', failure: failureOf(error) });
  }
}

export function stop(): void {
  stopping.abort();
}

/** The bytes of a file as they are read. Not every browser iterates over streams. */
async function* chunksOf(file: File, onRead: (share: number) => void): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  let read = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    read += next.value.length;
    yield next.value;
    onRead(read / file.size);
  }
}

/** What went wrong, in the reader's language. */
function failureOf(error: unknown): string {
  if (error instanceof FileRefused) return reasonOf(error.message);
  return explain(error instanceof UploadFailed ? problemIn(error.body) : error);
}

/** Why a row or the file is refused, in the reader's language; what was found in the file stays as it is. */
export function reasonOf(reason: string): string {
  const known: Readonly<Record<string, string>> = say.value.desk.import.faults;
  const parts = Object.hasOwn(known, reason) ? [reason] : reason.split(': ');
  return parts.map((part) => known[part] ?? part).join(': ');
}

/** What was done to a row to read it, in the reader's language. */
export function repairOf(repair: Repair): string {
  return (say.value.desk.import.repairWords as Readonly<Record<string, string>>)[repair] ?? repair;
}

/** A copy: the summary lives on, and would not be seen to change. */
function countsOf({ form, rows, added, changed, unchanged, refused, repaired, ...details }: ImportSummary): Counts {
  const { refusals, repairs } = details;
  const counts = { form, rows, added, changed, unchanged, refused, repaired };
  return { ...counts, refusals: [...refusals], repairs: new Map(repairs) };
}
