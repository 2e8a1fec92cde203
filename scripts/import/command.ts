import { createReadStream, statSync } from 'node:fs';
import { importCatalogue } from '../../services/library/book/catalogue/import.ts';
import { persistent } from '../../services/library/book/catalogue/persistent.ts';
import type { ImportSummary } from '../../services/library/book/catalogue/summary.ts';
import { type Arguments, readArguments, usage } from './arguments.ts';
import { openDecoder } from './decoding.ts';
import type { Progress } from './progress.ts';
import { openReport } from './report.ts';
import { describe } from './summary.ts';
import type { Target } from './target.ts';

/** What the command needs of the process that it runs in. */
export interface Surroundings {
  openTarget(): Promise<Target>;
  showProgress(totalBytes: number): Progress;
  print(text: string): void;
  /** Aborted when the import shall end after the batch under way. */
  readonly stop: AbortSignal;
}

/**
 * `npm run import`. Answers the exit code: 0; 1 when it failed, or rows were refused and `--strict` was given;
 * 2 when the command line is wrong; 130 when it was stopped.
 */
export async function importCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  let wanted: Arguments | undefined;
  try {
    wanted = readArguments(args);
  } catch (error) {
    surroundings.print(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (wanted === undefined) {
    surroundings.print(usage);
    return 0;
  }
  try {
    return await runImport(wanted, surroundings);
  } catch (error) {
    surroundings.print(`The import failed: ${(error as Error).message}`);
    return 1;
  }
}

async function runImport(wanted: Arguments, { openTarget, showProgress, print, stop }: Surroundings): Promise<number> {
  const { size } = statSync(wanted.file);
  const report = wanted.report === undefined ? undefined : openReport(wanted.report);
  const target = await openTarget();
  print(`Importing ${wanted.file} into ${target.name}.`);
  const bytes = createReadStream(wanted.file);
  const progress = showProgress(size);
  let latest: ImportSummary | undefined;
  try {
    const catalogue = persistent(target.catalogue, {
      forMs: wanted.waitSeconds * 1_000,
      signal: stop,
      onWait: (reason) => progress.note(`The system does not take titles now, trying again: ${reason}`),
    });
    latest = await importCatalogue(bytes, catalogue, {
      copies: wanted.copies,
      ...(wanted.encoding !== undefined && { encoding: wanted.encoding }),
      open: openDecoder,
      signal: stop,
      onSettled: (row) => report?.write(row),
      onProgress(summary) {
        latest = summary;
        progress.update(bytes.bytesRead, summary);
      },
    });
  } finally {
    progress.stop();
    report?.close();
    await target.close();
    if (latest !== undefined) print(describe(latest));
  }
  if (stop.aborted) {
    print(`Stopped after line ${latest.lastLine}. Run the import again to take the rest.`);
    return 130;
  }
  return wanted.strict && latest.refused > 0 ? 1 : 0;
}
