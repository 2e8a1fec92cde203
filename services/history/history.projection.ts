import { type Envelope, eventId } from '../../mixins/kernel/event.ts';
import type { System } from '../../mixins/system.ts';
import { ownerOf, type PaymentEnvelope } from '../payment/payment.contract.ts';
import type { HistoryEntry } from './history.contract.ts';

/** What is kept of an event, under the story that it belongs to and the request that it followed from. */
export interface Kept {
  readonly story: string;
  readonly correlationId: string;
  readonly happening: KeptEntry;
}

/** Without what its row says, and what follows from the rest. */
export type KeptEntry = Omit<HistoryEntry, 'eventId' | 'correlationId'>;

export function restoreEntry(kept: KeptEntry, correlationId: string): HistoryEntry {
  return { ...kept, eventId: eventId(kept.subject, kept.version), correlationId };
}

type Telling = Pick<System, 'name' | 'storyOf'>;

/** None when it belongs to no story. */
export function keep(event: Envelope, systems: readonly Telling[]): Kept | undefined {
  const system = systems.find(({ name }) => name === systemOf(event));
  const id = system?.storyOf(event);
  if (!system || id === undefined) return undefined;
  const { type, time: at, source, subject, version, correlationid: correlationId, causationid: causationId } = event;
  const data = event.data as HistoryEntry['data'];
  const story = storyKey(system.name, id);
  return { story, correlationId, happening: { type, at, source, subject, version, causationId, data } };
}

/** A payment belongs to the system whose order it pays. */
function systemOf(event: Envelope): string {
  const [context = ''] = event.type.split('.');
  const [owner = ''] = ownerOf((event as PaymentEnvelope).data).split('.');
  return context === 'payment' ? owner : context;
}

/** What a story is kept under. Those of the library were kept by their ids alone, before there were other systems. */
export function storyKey(system: string, id: string): string {
  return system === firstSystem ? id : `${system}/${id}`;
}

/** The system of a story, and its id there. */
export function storyOfKey(key: string): { readonly system: string; readonly id: string } {
  const [system = '', id] = key.split('/');
  return id === undefined ? { system: firstSystem, id: key } : { system, id };
}

const firstSystem = 'library';
