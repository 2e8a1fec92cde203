import { createReadStream, statSync } from 'node:fs';
import { importCatalogue } from '../../services/library/book/catalogue/import.ts';
import type { ImportSummary } from '../../services/library/book/catalogue/summary.ts';
import type { Arguments } from './arguments.ts';
import { showProgress } from './progress.ts';
import { openReport } from './report.ts';
import { describe } from './summary.ts';
import type { Target } from './target.ts';

/**
 * Imports a file and prints what became of it, also when it is stopped or fails half way. Answers the exit code:
 * 0, 1 when rows were refused and that was to count, 130 after a stop. Throws what the file or the target throws.
 */
export async function runImport(
  wanted: Arguments,
  openTarget: () => Promise<Target>,
  stop: AbortSignal,
): Promise<number> {
  const { size } = statSync(wanted.file);
  const bytes = createReadStream(wanted.file);
  const report = wanted.report === undefined ? undefined : openReport(wanted.report);
  const target = await openTarget();
  console.log(`Importing ${wanted.file} into ${target.name}.`);
  const progress = showProgress(size);
  let latest: ImportSummary | undefined;
  try {
    await importCatalogue(bytes, target.catalogue, {
      copies: wanted.copies,
      encoding: wanted.encoding,
      signal: stop,
      onSettled: report?.write,
      onProgress(summary) {
        latest = summary;
        progress.update(bytes.bytesRead, summary);
      },
    });
  } finally {
    progress.stop();
    report?.close();
    await target.close();
    if (latest !== undefined) console.log(describe(latest));
  }
  if (stop.aborted) {
    console.log(`Stopped after line ${latest?.lastLine ?? 0}. Run the import again to take the rest.`);
    return 130;
  }
  return wanted.strict && latest !== undefined && latest.refused > 0 ? 1 : 0;
}
