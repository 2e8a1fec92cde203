import type { DomainEvent, Refusal } from './decider.ts';

/**
 * An intent: what a record writes down before it asks another service for what it must have, such as a payment or a place.
 * The answer may be yes, no, or none. Without one it is given up, and is over once the other service has made sure that
 * nothing of it stays. Asking again is a new attempt under a key of its own. This is protocol only: the events, and what
 * a state is called, are the record's own.
 */
export interface Intent {
  readonly place: Place;
  /** Of the attempt; the other service knows it by this key. */
  readonly key: string;
}

export type Place = 'asked' | 'granted' | 'denied' | 'abandoning' | 'abandoned';

/** What was heard of an attempt. */
export type Word =
  | { readonly type: 'grant' | 'settle'; readonly key: string }
  | { readonly type: 'deny'; readonly key: string; readonly reason: string }
  /** Nobody knows, or `reason` tells why a later one of several things was denied: to be settled from `due`, epoch ms. */
  | { readonly type: 'giveUp'; readonly key: string; readonly due: number; readonly reason?: string };

/**
 * Where a word leads. `undefined`: it was heard before, or speaks of an earlier attempt, and changes nothing. `void`: it is
 * a yes to what is over, so that its caller must not go on.
 */
export function hear({ type, key }: Pick<Word, 'type' | 'key'>, intent: Intent): Place | 'void' | undefined {
  const { place } = intent;
  const isLate = key !== intent.key;
  switch (type) {
    case 'grant':
      if (isLate || place === 'denied' || place === 'abandoning' || place === 'abandoned') return 'void';
      return place === 'asked' ? 'granted' : undefined;
    case 'deny':
      return place === 'asked' && !isLate ? 'denied' : undefined;
    case 'giveUp':
      return place === 'asked' && !isLate ? 'abandoning' : undefined;
    case 'settle':
      return place === 'abandoning' && !isLate ? 'abandoned' : undefined;
  }
}

/**
 * The key of an attempt: the record's id for the first, and that with the attempt's number for those after it.
 * @param attempt from 1
 */
export function keyOf(id: string, attempt: number): string {
  return attempt === 1 ? id : `${id}.${attempt}`;
}

/**
 * The intents of records whose states have names.
 * @param places where each state stands; all others stand where it was granted
 * @param keyOf the key of the present attempt
 */
export function intentsIn<Known extends { readonly state: string }>(
  places: Readonly<Partial<Record<Known['state'], Place>>>,
  keyOf: (known: Known) => string,
) {
  const intentOfKnown = (known: Known): Intent => ({
    place: places[known.state as Known['state']] ?? 'granted',
    key: keyOf(known),
  });
  return {
    intentOfKnown,
    /** @returns none for a record that is not there */
    intentOf: (state: Known | { readonly state: 'new' } | undefined): Intent | undefined =>
      state && state.state !== 'new' ? intentOfKnown(state as Known) : undefined,
  };
}

/** One thing that is asked for. */
export type Ask = () => Promise<Word>;

/**
 * Asks for several things, one after another. A no to the first is a no. A no to a later one is given up, so that what was
 * granted before is settled with it.
 */
export async function askInOrder(asks: readonly Ask[], now: () => number): Promise<Word> {
  let word: Word | undefined;
  for (const [index, ask] of asks.entries()) {
    word = await ask();
    if (word.type === 'deny' && index > 0) return { ...word, type: 'giveUp', due: now() };
    if (word.type !== 'grant') return word;
  }
  if (!word) throw new Error('Nothing is asked for.');
  return word;
}

/** What a record says when a word leads somewhere. */
interface Conclusions<Known, Event> {
  granted(state: Known): Event;
  denied(state: Known, reason: string): Event;
  abandoning(state: Known, due: number): Event;
  abandoned(state: Known): Event;
  /** Of a yes to what is over. */
  over(state: Known): Refusal;
}

/** The part of a decider that hears words. */
export function concluding<Known, Event extends DomainEvent>(
  intentOfKnown: (known: Known) => Intent,
  say: Conclusions<Known, Event>,
): (word: Word, state: Known) => readonly Event[] | Refusal {
  return (word, state) => {
    const place = hear(word, intentOfKnown(state));
    if (place === 'void') return say.over(state);
    if (place === 'granted' || place === 'abandoned') return [say[place](state)];
    if (place === 'denied' && word.type === 'deny') return [say.denied(state, word.reason)];
    return place === 'abandoning' && word.type === 'giveUp' ? [say.abandoning(state, word.due)] : [];
  };
}
