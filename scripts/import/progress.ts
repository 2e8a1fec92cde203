import { SingleBar } from 'cli-progress';
import type { ImportSummary } from '../../services/library/book/catalogue/summary.ts';

export interface Progress {
  update(bytes: number, summary: ImportSummary): void;
  /** A line on standard error, above the bar. */
  note(text: string): void;
  stop(): void;
}

/** A bar on the terminal, or a line every two seconds when standard error is none. */
export function showProgress(totalBytes: number): Progress {
  const bar = new SingleBar({
    format: '{bar} {percentage} % · {rows} rows · {rate} rows/s · {eta_formatted} left',
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    etaBuffer: 50,
    noTTYOutput: true,
  });
  const startedAt = performance.now();
  bar.start(totalBytes, 0, { rows: 0, rate: 0 });
  return {
    update(bytes, { rows }) {
      const seconds = (performance.now() - startedAt) / 1000;
      bar.update(bytes, { rows: rows.toLocaleString('en'), rate: Math.round(rows / seconds).toLocaleString('en') });
    },
    note(text) {
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      console.error(text);
    },
    stop: () => bar.stop(),
  };
}
