import { UsageError } from '../usage.ts';
import { clusterDemos } from './kubernetes/demonstrations.ts';
import { demos } from './list.ts';
import type { LoadProgram } from './outside/program.ts';
import { siege } from './outside/siege.ts';
import { wrk } from './outside/wrk.ts';
import { cast } from './stage.ts';

/** What is to be played. */
export interface Choice {
  readonly name: string;
  readonly kill: string | undefined;
  readonly on: 'processes' | 'kubernetes';
  /** The program by which members come, when they are not the demonstration's own. */
  readonly program: LoadProgram | undefined;
}

/** The words of a command line, as they were typed. */
export interface Line {
  readonly words: readonly string[];
  readonly kill?: string | undefined;
  readonly on: string;
  readonly with?: string | undefined;
}

/** The service of which a process is killed when `--kill` names none. */
const usual = 'rental';
const programs = [siege, wrk];

/**
 * What the words of a command line choose.
 * @throws UsageError that says what there is
 */
export function choiceOf({ words, kill, on, with: named }: Line): Choice {
  const name = words.join(' ').toLowerCase();
  const names = Object.keys(demos).join(', ');
  if (name === '') throw new UsageError(`Name a demonstration: ${names}.`);
  if (name === 'o8')
    throw new UsageError('O8 is the pipeline, .github/workflows: it is no demonstration of processes.');
  const demo = demos[name];
  if (!demo) throw new UsageError(`There is no demonstration "${name}", but ${names}.`);
  const services = [...cast, ...(demo.services ?? [])];
  if (kill !== undefined && !services.includes(kill))
    throw new UsageError(`--kill is "${kill}", but ${name} has processes of ${services.join(', ')}.`);
  const program = named === undefined ? undefined : programs.find((one) => one.name === named);
  if (named !== undefined && !program)
    throw new UsageError(`--with is "${named}", but must be ${programs.map((one) => one.name).join(' or ')}.`);
  if (on === 'processes') return { name, kill, on, program };
  if (on !== 'kubernetes') throw new UsageError(`--on is "${on}", but must be processes or kubernetes.`);
  if (!Object.hasOwn(clusterDemos, name))
    throw new UsageError(`${name} is not played on Kubernetes, but ${Object.keys(clusterDemos).join(', ')}.`);
  if (program) throw new UsageError('--with is for processes of this machine: on Kubernetes members come from a pod.');
  return { name, kill, on, program };
}

/** The command line with a value after each `--kill` that has none. */
export function withUsualKill(args: readonly string[]): string[] {
  return args.flatMap((word, index) => {
    const next = args[index + 1] ?? '-';
    const isBare = word === '--kill' && (next.startsWith('-') || Object.hasOwn(demos, next));
    return isBare ? [word, usual] : [word];
  });
}
