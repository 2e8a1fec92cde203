import { type Availability, availability } from './availability.ts';
import { type Injected, type Journal, outcomes } from './journal.ts';
import type { Run } from './run.ts';
import { nameOf } from './schedule.ts';

/** Violations that are shown. */
const shown = 20;

/** What a run came to, as tables for people. */
export function reportOf(run: Run): string {
  const { proofs, journal, violations, quietAfter, folder, seed } = run;
  const commands = proofs.flatMap((proof) => proof.commands);
  return [
    table(['command', ...outcomes], commandRows(journal, commands)),
    table(['fault', 'times', 'lasted', 'at most', 'served again after', 'at most'], faultRows(journal, commands[0])),
    ...proofs.flatMap(({ commands: [first] }) => (first === undefined ? [] : availabilityOf(first, run))),
    `Quiet ${inSeconds(quietAfter)} after the last fault.`,
    violations.length === 0
      ? `0 violations. Seed ${seed}.`
      : [
          `${violations.length} violations. Seed ${seed}; logs and evidence in ${folder}`,
          ...violations.slice(0, shown).map(({ rule, what }) => `  ${rule}: ${what}`),
          ...(violations.length > shown ? [`  … and ${violations.length - shown} more`] : []),
        ].join('\n'),
  ].join('\n\n');
}

function availabilityOf(command: string, { journal, seconds }: Run): string[] {
  const available = availability(command, journal.attempts, journal.injected, seconds * 1_000);
  return [
    `"${command}" was accepted in ${share(available)} of the ${available.seconds} s in which payment was healthy` +
      ` (${available.accepted} of ${available.asked} that were asked for then).`,
    ...(available.dark.length > 0 ? [darkness(available, journal.injected)] : []),
  ];
}

/** The seconds without an accepted command, by the faults that were the last before. */
function darkness({ dark }: Availability, injected: readonly Injected[]): string {
  const lastBefore = (second: number) => injected.findLast(({ from }) => from < (second + 1) * 1_000);
  const byFault = Map.groupBy(dark, lastBefore);
  const lines = [...byFault].map(
    ([last, { length }]) =>
      `  ${length} s after ${last ? `${nameOf(last.fault)}, at ${inSeconds(last.from)}` : 'the start'}`,
  );
  return ['None was accepted for', ...lines].join('\n');
}

export function share({ accepting, seconds }: Availability): string {
  return seconds === 0 ? 'no time' : `${((100 * accepting) / seconds).toFixed(1)} %`;
}

function commandRows(journal: Journal, commands: readonly string[]): string[][] {
  return commands.map((command) => [command, ...outcomes.map((outcome) => String(journal.count(outcome, command)))]);
}

/**
 * Medians and longest times of each fault: how long it lasted, of a process that was killed until it ran again; and how
 * long it was until the next such command was accepted.
 */
function faultRows({ injected, attempts }: Journal, served: string | undefined): string[][] {
  const byName = Map.groupBy(injected, ({ fault }) => nameOf(fault));
  const accepted = attempts.filter(({ command, outcome }) => command === served && outcome === 'accepted');
  const recovery = ({ from }: Injected) => {
    const next = accepted.filter(({ askedAt }) => askedAt >= from).map(({ answeredAt }) => answeredAt - from);
    return next.length > 0 ? [Math.min(...next)] : [];
  };
  return [...byName]
    .sort()
    .map(([name, times]) => [
      name,
      String(times.length),
      ...medianAndLongest(times.flatMap(({ from, to }) => (to === undefined ? [] : [to - from]))),
      ...medianAndLongest(times.flatMap(recovery)),
    ]);
}

function medianAndLongest(times: readonly number[]): string[] {
  const sorted = times.toSorted((one, other) => one - other);
  return [inSeconds(sorted[Math.floor(sorted.length / 2)]), inSeconds(sorted.at(-1))];
}

function inSeconds(ms: number | undefined): string {
  return ms === undefined ? '-' : `${(ms / 1_000).toFixed(1)} s`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}
