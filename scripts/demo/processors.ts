import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import process from 'node:process';

/** Ticks of a processor in a second: Linux has a hundred. */
const ticks = 100;

/** Seconds of processor that a process has used; 0 when it is gone or the system does not tell. */
export function secondsOf(pid: number | undefined): number {
  return ticksOf(pid, [11, 12]) / ticks;
}

/** What programs other than this one and its children use of the processors. */
export class OtherPrograms {
  private readonly before = [...used()];

  /** Percent of all processors since this was made. */
  share(): number {
    const now = used();
    const [busy = 0, total = 0, own = 0] = now.map((value, index) => value - (this.before[index] ?? 0));
    return total === 0 ? 0 : Math.round((100 * Math.max(0, busy - own)) / total);
  }
}

/** Seconds: of all processors busy, of all in total, and by this program with its children. */
function used(): readonly [number, number, number] {
  const times = cpus().map(({ times: { user, nice, sys, irq, idle } }) => ({ busy: user + nice + sys + irq, idle }));
  const busy = times.reduce((sum, time) => sum + time.busy, 0) / 1_000;
  const idle = times.reduce((sum, time) => sum + time.idle, 0) / 1_000;
  return [
    busy,
    busy + idle,
    familyOf(process.pid).reduce((sum, pid) => sum + ticksOf(pid, [11, 12, 13, 14]), 0) / ticks,
  ];
}

/** Of /proc/PID/stat, counted from the state of the process: its own ticks are 11 and 12, those of children that have ended 13 and 14. */
function ticksOf(pid: number | undefined, columns: readonly number[]): number {
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
  return columns.reduce((sum, column) => sum + Number(fields[column] ?? 0), 0);
}

/** A process, its children and theirs. */
function familyOf(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(familyOf)];
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
