import type { ServiceBroker } from 'moleculer';
import { matches } from '../../mixins/kernel/event.ts';
import type { Domain, System } from '../../mixins/system.ts';

/** What is drawn: it is read from the manifests, from the services as they run, and from the source. */
export interface Facts {
  readonly services: readonly ServiceFacts[];
  readonly calls: readonly Call[];
  readonly follows: readonly Follow[];
  /** Every event there is, with the services that follow it; listeners are not repeated. */
  readonly events: readonly Published[];
  /** Services that follow all events of all systems. */
  readonly listeners: readonly string[];
}

export interface ServiceFacts {
  readonly name: string;
  readonly system: System;
  readonly domain: Domain;
  /** Its system is none of ours: it has joined from outside. */
  readonly isGuest: boolean;
}

/** One service waits for another: S. */
export interface Call {
  readonly from: string;
  readonly to: string;
  /** `pay`, `settle`. */
  readonly actions: readonly string[];
}

/** One service hears of another, and nobody waits: A. */
export interface Follow {
  readonly by: string;
  readonly of: string;
  /** `reserved`, `cancelled`. */
  readonly events: readonly string[];
}

/** An event: whose it is, and who follows it. */
export interface Published {
  readonly of: string;
  readonly event: string;
  readonly by: readonly string[];
}

/**
 * @param guests names of systems that have joined from outside
 * @param calls every call that the source of a service makes
 */
export function factsOf(
  broker: ServiceBroker,
  systems: readonly System[],
  guests: readonly string[],
  calls: readonly { readonly from: string; readonly action: string }[],
): Facts {
  const services = systems.flatMap((system) =>
    Object.keys(system.services).map((name) => ({
      name,
      system,
      domain: system.domains[name] as Domain,
      isGuest: guests.includes(system.name),
    })),
  );
  const types = systems.flatMap(({ events }) => Object.keys(events));
  const heard = services.map(({ name }) => ({ name, types: heardBy(broker, name, types) }));
  const listeners = heard.filter((one) => one.types.length === types.length).map(({ name }) => name);
  const follows = heard
    .filter(({ name }) => !listeners.includes(name))
    .flatMap(({ name, types: own }) =>
      gathered(own, (type) => sourceOf(type, services), lastWord).map(([of, events]) => ({ by: name, of, events })),
    );
  const own = calls.filter(({ action }) => services.some(({ name }) => name === withoutLast(action)));
  const called = Map.groupBy(own, ({ from }) => from);
  const joined = [...called].flatMap(([from, some]) =>
    gathered(
      some.map(({ action }) => action),
      withoutLast,
      lastWord,
    ).map(([to, actions]) => ({ from, to, actions })),
  );
  const events = types.map((type) => ({
    of: sourceOf(type, services),
    event: lastWord(type),
    by: heard.filter((one) => one.types.includes(type) && !listeners.includes(one.name)).map(({ name }) => name),
  }));
  return { services, calls: joined.filter(({ from, to }) => from !== to), follows, events, listeners };
}

function heardBy(broker: ServiceBroker, name: string, types: readonly string[]): string[] {
  const channels = Object.entries(broker.getLocalService(name)?.schema.channels ?? {});
  return types.filter((type) =>
    channels.some(([pattern, channel]) => matches(pattern, type) && (channel.types?.includes(type) ?? true)),
  );
}

/** The service whose event it is: the types of the library name `rental`, others `screening.hospital`. */
function sourceOf(type: string, services: readonly ServiceFacts[]): string {
  const whole = withoutLast(type);
  const found = services.find(({ name, system }) => name === whole || `${system.name}.${name}` === whole);
  return found?.name ?? whole;
}

function gathered(
  all: readonly string[],
  keyOf: (one: string) => string,
  wordOf: (one: string) => string,
): [string, string[]][] {
  return [...Map.groupBy(all, keyOf)].map(([key, some]) => [key, [...new Set(some.map(wordOf))].toSorted()]);
}

function withoutLast(text: string): string {
  return text.slice(0, text.lastIndexOf('.'));
}

function lastWord(text: string): string {
  return text.slice(text.lastIndexOf('.') + 1);
}
