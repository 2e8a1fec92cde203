import { signal } from '@preact/signals';
import { send } from '../api/http.ts';
import { NoAnswer, Problem, restoreProblem } from '../api/problem.ts';
import { explain } from '../notice/explain.ts';
import { tell } from '../notice/notice.ts';
import { person } from '../session/session.ts';
import type { Intent } from './intent.ts';

/** What has become of an intent so far. */
export interface Pending {
  readonly intent: Intent;
  /** `unsent`: nobody has answered, and it is sent again by itself. `held`: it was turned away for now. */
  readonly state: 'sending' | 'unsent' | 'held';
  readonly problem?: Problem;
}

const place = 'yeyak.outbox.';
/** Milliseconds between two attempts while nobody answers. */
const pause = 3_000;

/** What is not answered yet. It outlives the page, unless it is personal. */
export const pending = signal<readonly Pending[]>(stored());

/** @returns whether it has dealt with it; else people are told */
type Refused = (intent: Intent, error: unknown) => boolean;
const refused: Refused[] = [];

/** Calls back for each intent that is refused for good, also for those that an earlier page had begun to send. */
export function onRefused(listener: Refused): void {
  refused.push(listener);
}

type Settle = (outcome: unknown) => void;
const waiting = new Map<string, { readonly resolve: Settle; readonly reject: Settle }>();

/**
 * Sends an intent, again and again while nobody answers.
 * @returns the answer
 * @throws Problem when it is refused for good, or given up
 */
export function submit<Body>(intent: Intent): Promise<Body> {
  const answer = new Promise<unknown>((resolve, reject) => waiting.set(intent.key, { resolve, reject }));
  put({ intent, state: 'sending' });
  void attempt(intent);
  return answer as Promise<Body>;
}

/** Sends what is left, that of this person. */
export function retry(key?: string): void {
  for (const { intent, state } of pending.value) {
    const isAsked = key === intent.key || (key === undefined && state === 'unsent');
    if (!isAsked || intent.by !== person.value?.id) continue;
    put({ intent, state: 'sending' });
    void attempt(intent);
  }
}

/** Nobody wants it any more. It may have been carried out: the state that is shown tells. */
export function giveUp({ intent, problem }: Pending): void {
  drop(intent.key);
  waiting.get(intent.key)?.reject(problem ?? new NoAnswer(''));
  waiting.delete(intent.key);
}

export function pendingAbout(about: string): Pending | undefined {
  return pending.value.find(({ intent }) => intent.about === about && intent.by === person.value?.id);
}

async function attempt(intent: Intent): Promise<void> {
  try {
    const answer = await send(intent);
    drop(intent.key);
    waiting.get(intent.key)?.resolve(answer);
  } catch (error) {
    if (error instanceof NoAnswer) return later(intent);
    if (error instanceof Problem && error.retryAfter !== undefined)
      return put({ intent, state: 'held', problem: error });
    drop(intent.key);
    waiting.get(intent.key)?.reject(error);
    if (!refused.some((listener) => listener(intent, error))) tell(explain(error), 'failed');
  }
  waiting.delete(intent.key);
}

function later(intent: Intent): void {
  put({ intent, state: 'unsent' });
  setTimeout(() => {
    if (pending.value.some((one) => one.intent.key === intent.key && one.state === 'unsent')) retry(intent.key);
  }, pause);
}

function put(next: Pending): void {
  if (!next.intent.isPersonal) localStorage.setItem(place + next.intent.key, JSON.stringify(next));
  pending.value = [...without(next.intent.key), next];
}

function drop(key: string): void {
  localStorage.removeItem(place + key);
  pending.value = without(key);
}

function without(key: string): Pending[] {
  return pending.value.filter(({ intent }) => intent.key !== key);
}

function stored(): Pending[] {
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(place))
    .flatMap(readStored);
}

/** What is stored under this name; what cannot be read is removed, so that it is in nobody's way. */
function readStored(name: string): Pending[] {
  try {
    const { intent, state, problem } = JSON.parse(localStorage.getItem(name) ?? '') as Pending;
    if (place + intent.key !== name) throw new Error('this is no intent');
    // What was under way when the page was left may or may not have arrived.
    return [
      { intent, state: state === 'sending' ? 'unsent' : state, ...(problem && { problem: restoreProblem(problem) }) },
    ];
  } catch {
    localStorage.removeItem(name);
    return [];
  }
}

addEventListener('online', () => retry());

// What lies in no storage is lost with the page: the browser asks before it leaves.
addEventListener('beforeunload', (event) => {
  if (pending.value.some(({ intent }) => intent.isPersonal)) event.preventDefault();
});
