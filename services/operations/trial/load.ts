import type { Outcome, Tally } from '../../../mixins/trial/tally.ts';
import { faultsOf, type Verdict } from '../../../mixins/trial/trial.ts';
import { type BeginLoad, type LoadView, mostFaults } from './load.contract.ts';
import { type Course, presets } from './presets.ts';

/** What is done where nothing else is asked for. */
const usual = { members: 20, seconds: 20 };
/** Seconds that are shown. */
const shown = 10;

export function courseOf({ preset, members, seconds }: BeginLoad): Course {
  if (preset) return presets[preset];
  return { members: members ?? usual.members, seconds: seconds ?? usual.seconds, steps: [] };
}

/** What there is to see when the members come. @param now epoch ms */
export function begun({ members, seconds }: Course, now: number): LoadView {
  const counts = { accepted: 0, refused: 0, shed: 0, error: 0, unknown: 0 };
  const [since, until] = [now, now + seconds * 1_000].map((time) => new Date(time).toISOString()) as [string, string];
  return { phase: 'running', members, since, until, counts, seconds: [], median: 0 };
}

/** A second later: what became of the requests since. @param now epoch ms */
export function counted(view: LoadView, tally: Tally, now: number): LoadView {
  const { counts } = tally;
  const since = (outcome: Outcome) => counts[outcome] - view.counts[outcome];
  const second = {
    at: new Date(now).toISOString(),
    accepted: since('accepted'),
    refused: since('refused'),
    shed: since('shed'),
    error: since('error'),
    unknown: since('unknown'),
  };
  return { ...view, counts: { ...counts }, seconds: [...view.seconds, second].slice(-shown), median: tally.time(0.5) };
}

/** @param verdict none when nothing could be read @param isResting nothing is under way any more */
export function judged(view: LoadView, verdict: Verdict | undefined, isResting: boolean): LoadView {
  const faults = [
    ...(verdict ? faultsOf(verdict) : ['what is there could not be read']),
    ...(isResting ? [] : ['something is still under way']),
  ];
  const counts = {
    lost: verdict?.lost.length ?? 0,
    doubled: verdict?.doubled.length ?? 0,
    unpaid: verdict?.unpaid.length ?? 0,
    balanced: verdict?.balanced ?? false,
  };
  return { ...view, phase: 'over', verdict: { ...counts, faults: faults.slice(0, mostFaults) } };
}
