import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence, Proof } from '../../mixins/proof.ts';
import { randomly } from '../support/random.ts';
import { removeDir } from '../support/tempdir.ts';
import { HttpCaller } from './caller.ts';
import { check, type Violation } from './checker/checker.ts';
import { Cluster } from './cluster/cluster.ts';
import { Layout } from './cluster/layout.ts';
import { readEvidence } from './evidence/read.ts';
import type { Poison } from './evidence/streams.ts';
import { carryOut } from './faults.ts';
import { Journal } from './journal.ts';
import { poisonFor, sendPoison } from './poison.ts';
import type { Fault } from './schedule.ts';
import { isSettled, settle } from './settle.ts';

export interface RunOptions {
  /** Of the systems that run. */
  readonly proofs: readonly Proof[];
  /** The types of their events. */
  readonly eventTypes: readonly string[];
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

export interface Run extends Pick<RunOptions, 'proofs' | 'seed' | 'seconds'> {
  readonly journal: Journal;
  readonly violations: readonly Violation[];
  /** Milliseconds from the end of the chaos until nothing was under way. */
  readonly quietAfter: number;
  /** The logs of the nodes and the evidence; removed when nothing was violated. */
  readonly folder: string;
}

/** Starts a cluster, drives it, does to it what the schedule says, and checks what it has left behind. */
export async function runChaos(options: RunOptions): Promise<Run> {
  const { proofs, preload = [], signal, seed, seconds } = options;
  const folder = mkdtempSync(join(tmpdir(), 'yeyak-chaos-'));
  const journal = new Journal();
  options.watch?.('start', journal, seconds);
  let isClean = false;
  try {
    const layout = new Layout(proofs);
    const poison = poisonFor(options.eventTypes, layout);
    const cluster = await Cluster.start({ folder, layout, preload, signal });
    try {
      await drive(cluster, journal, poison, options);
      const { evidence, quietAfter } = await evidenceAtRest(cluster, journal, poison, options);
      const violations = check(proofs, evidence);
      isClean = violations.length === 0;
      if (!isClean) writeFileSync(join(folder, 'evidence.json'), JSON.stringify(evidence, undefined, 1));
      return { proofs, journal, violations, quietAfter, folder, seed, seconds };
    } finally {
      await cluster.stop();
    }
  } finally {
    if (isClean || signal.aborted) removeDir(folder);
  }
}

/** Resolves when the time is over and all faults are undone. */
async function drive(
  cluster: Cluster,
  journal: Journal,
  poison: readonly Poison[],
  options: RunOptions,
): Promise<void> {
  const { proofs, seed, seconds, schedule, signal, watch } = options;
  const { url } = cluster;
  for (const { prepare } of proofs) await prepare?.(url);
  journal.begin();
  watch?.('chaos', journal, seconds);
  const over = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1_000)]);
  await Promise.all([
    carryOut(schedule, cluster, journal, signal),
    sendPoison(cluster.nats.url, poison, signal),
    ...proofs.map(({ use }) =>
      use?.({ url, random: randomly(seed), caller: new HttpCaller(url, journal, over), signal: over }),
    ),
  ]);
}

async function evidenceAtRest(cluster: Cluster, journal: Journal, poison: readonly Poison[], options: RunOptions) {
  const { proofs, restMs: withinMs = 60_000, signal, watch, seconds } = options;
  const { isOver = (evidence: Evidence) => isSettled(proofs, evidence) } = options;
  watch?.('quiet', journal, seconds);
  const began = performance.now();
  const evidence = await settle(() => readEvidence(cluster, journal, poison), {
    isOver,
    withinMs,
    signal,
  });
  return { evidence, quietAfter: performance.now() - began };
}
