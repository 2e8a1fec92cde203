import { type Claims, granted, left, lookUp, noClaims, released } from '../../../mixins/kernel/claims.ts';
import { type Decider, notFound, type Refusal } from '../../../mixins/kernel/decider.ts';
import {
  type HospitalEvent,
  type HospitalView,
  hospitalDeleted,
  hospitalFull,
  placeReleased,
  placesHeld,
} from './hospital.contract.ts';

/**
 * The rule of a hospital's day: it has so many places (가능인원수), and each is held for one attempt of a screening. A
 * place is asked for by call and given back by event, so a command that comes twice or late changes nothing.
 */
export type Hospital =
  | { readonly state: 'new'; readonly places: Claims }
  | (Day & { readonly state: 'open' | 'deleted'; readonly places: Claims });

type Day = Pick<HospitalView, 'hospitalId' | 'hospitalNm' | 'chkDate'>;

export type HospitalCommand =
  | ({ readonly type: 'register'; readonly pCnt: number } & Day)
  | { readonly type: 'change'; readonly hospitalNm?: string; readonly pCnt?: number }
  | ({ readonly type: 'hold' | 'release' } & Place)
  | { readonly type: 'delete' };

interface Place {
  readonly screeningId: string;
  readonly attempt: number;
}

type Outcome = readonly HospitalEvent[] | Refusal;
type Known = Exclude<Hospital, { state: 'new' }>;

export const hospital: Decider<Hospital, HospitalCommand, HospitalEvent> = {
  initial: { state: 'new', places: noClaims(0) },

  decide(command, day) {
    if (command.type === 'register') return register(command, day);
    if (command.type === 'delete') return remove(day);
    if (command.type === 'change') return change(command, day);
    if (day.state === 'new') return command.type === 'hold' ? notFound('hospital') : [];
    return command.type === 'hold' ? hold(command, day) : release(command, day);
  },

  evolve({ places }, { type, data }) {
    const { hospitalId, hospitalNm, chkDate, pCnt } = data;
    const state = type === 'screening.hospital.deleted' ? 'deleted' : 'open';
    const day = { hospitalId, hospitalNm, chkDate, state, places: { ...places, limit: pCnt } } as const;
    if (!('screeningId' in data)) return state === 'deleted' ? { ...day, places: noClaims(pCnt) } : day;
    const claim = claimOf(data);
    const next = type === 'screening.hospital.held' ? granted(day.places, claim) : released(day.places, claim);
    return { ...day, places: next };
  },
};

/** A day that was deleted can be opened again: nobody holds a place then. */
function register({ type: _, ...data }: HospitalCommand & { type: 'register' }, day: Hospital): Outcome {
  const held = day.places.limit - left(day.places);
  if (data.pCnt < held)
    return { ...placesHeld, detail: `${held} places are held already: there cannot be ${data.pCnt}.` };
  const isSame = day.state === 'open' && day.places.limit === data.pCnt && day.hospitalNm === data.hospitalNm;
  return isSame ? [] : [{ type: 'screening.hospital.registered', data }];
}

function change({ type: _, ...changed }: HospitalCommand & { type: 'change' }, day: Hospital): Outcome {
  if (day.state === 'new') return notFound('hospital');
  if (day.state === 'deleted') return hospitalDeleted;
  return register({ type: 'register', ...detailsOf(day), ...changed }, day);
}

function hold(command: Place, day: Known): Outcome {
  const found = lookUp(day.places, claimOf(command));
  if (found === 'had') return [];
  if (found === 'over') return placeReleased;
  if (day.state === 'deleted') return hospitalDeleted;
  if (found === 'short') return hospitalFull;
  return [{ type: 'screening.hospital.held', data: placeOf(command, day, left(day.places) - 1) }];
}

/** What was never held is closed all the same, since the request for it may still be on its way. */
function release(command: Place, day: Known): Outcome {
  const found = lookUp(day.places, claimOf(command));
  if (found === 'over' || day.state === 'deleted') return [];
  const free = left(day.places) + (found === 'had' ? 1 : 0);
  return [{ type: 'screening.hospital.released', data: placeOf(command, day, free) }];
}

/** Each screening that has a place learns it by an event of its own. */
function remove(day: Hospital): Outcome {
  if (day.state === 'new') return notFound('hospital');
  if (day.state === 'deleted') return [];
  const evicted = placesOf(day).map(
    (place): HospitalEvent => ({ type: 'screening.hospital.evicted', data: placeOf(place, day, 0) }),
  );
  return [...evicted, { type: 'screening.hospital.deleted', data: detailsOf(day) }];
}

/** The attempts that hold a place. */
export function placesOf({ places }: Hospital): Place[] {
  return Object.keys(places.granted).map((claim) => {
    const [attempt, screeningId = ''] = claim.split(' ');
    return { attempt: Number(attempt), screeningId };
  });
}

function claimOf({ screeningId, attempt }: Place): string {
  return `${attempt} ${screeningId}`;
}

/** What events tell of a day. */
export function detailsOf({ hospitalId, hospitalNm, chkDate, places }: Known) {
  return { hospitalId, hospitalNm, chkDate, pCnt: places.limit };
}

function placeOf({ screeningId, attempt }: Place, day: Known, available: number) {
  return { ...detailsOf(day), screeningId, attempt, available };
}
