import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDir } from '../support/tempdir.ts';
import { check, type Violation } from './checker/checker.ts';
import { Cluster } from './cluster/cluster.ts';
import { useLibrary } from './crowd.ts';
import type { Evidence } from './evidence/evidence.ts';
import { readEvidence } from './evidence/read.ts';
import { carryOut } from './faults.ts';
import { Journal } from './journal.ts';
import { poison, sendPoison } from './poison.ts';
import { quiet } from './quiet.ts';
import type { Fault } from './schedule.ts';

export interface RunOptions {
  readonly seed: number;
  readonly seconds: number;
  readonly schedule: readonly Fault[];
  /** Modules that are loaded into every node, and plant a fault. */
  readonly preload?: readonly string[];
  /** Milliseconds that the system has to come to rest; a minute by default. */
  readonly restMs?: number;
  /** Is there nothing more to wait for? By default, when it has come to rest. */
  readonly isOver?: (evidence: Evidence) => boolean;
  readonly signal: AbortSignal;
  /** Called as the run goes on. */
  readonly watch?: (phase: Phase, journal: Journal, seconds: number) => void;
}

export type Phase = 'start' | 'chaos' | 'quiet';

export interface Run extends Pick<RunOptions, 'seed' | 'seconds'> {
  readonly journal: Journal;
  readonly violations: readonly Violation[];
  /** Milliseconds from the end of the chaos until nothing was under way. */
  readonly quietAfter: number;
  /** The logs of the nodes and the evidence; removed when nothing was violated. */
  readonly folder: string;
}

const copies = 3;
const titles = ['title-1', 'title-2', 'title-3', 'title-4', 'title-5', 'title-6'];

/** Starts a cluster, drives it, does to it what the schedule says, and checks what it has left behind. */
export async function runChaos(options: RunOptions): Promise<Run> {
  const { preload = [], signal, seed, seconds } = options;
  const folder = mkdtempSync(join(tmpdir(), 'yeyak-chaos-'));
  const journal = new Journal();
  options.watch?.('start', journal, seconds);
  let isClean = false;
  try {
    const cluster = await Cluster.start({ folder, preload, signal });
    try {
      await drive(cluster, journal, options);
      const { evidence, quietAfter } = await settle(cluster, journal, options);
      const violations = check(evidence);
      isClean = violations.length === 0;
      if (!isClean) writeFileSync(join(folder, 'evidence.json'), JSON.stringify(evidence, undefined, 1));
      return { journal, violations, quietAfter, folder, seed, seconds };
    } finally {
      await cluster.stop();
    }
  } finally {
    if (isClean || signal.aborted) removeDir(folder);
  }
}

/** Resolves when the time is over and all faults are undone. */
async function drive(cluster: Cluster, journal: Journal, options: RunOptions): Promise<void> {
  const { seed, seconds, schedule, signal, watch } = options;
  await catalogue(cluster.url);
  journal.begin();
  watch?.('chaos', journal, seconds);
  const over = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1_000)]);
  await Promise.all([
    carryOut(schedule, cluster, journal, signal),
    sendPoison(cluster.nats.url, signal),
    useLibrary({ url: cluster.url, titles, journal, seed }, over),
  ]);
}

async function settle(cluster: Cluster, journal: Journal, options: RunOptions) {
  const { restMs: withinMs = 60_000, isOver, signal, watch, seconds } = options;
  watch?.('quiet', journal, seconds);
  const began = performance.now();
  const evidence = await quiet(() => readEvidence(cluster, journal, poison), {
    ...(isOver && { isOver }),
    withinMs,
    signal,
  });
  return { evidence, quietAfter: performance.now() - began };
}

async function catalogue(url: string): Promise<void> {
  const body = JSON.stringify({ titles: titles.map((id) => ({ id, title: `Title ${id}`, authors: 'Anon', copies })) });
  const response = await fetch(`${url}/books`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (!response.ok) throw new Error(`The catalogue was not taken: ${response.status} ${await response.text()}`);
}
