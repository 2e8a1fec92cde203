import type { ServiceSchema } from 'moleculer';
import type { EventDefinitions } from '../../mixins/contract/events.ts';
import { dataCheck } from '../../mixins/event-data.ts';
import { matches } from '../../mixins/kernel/event.ts';
import type { GoldenLife } from './golden.ts';

/** What a consumer requires of the events that it takes. */
export interface ConsumerRules {
  readonly consumer: string;
  readonly pattern: string;
  readonly types?: readonly string[] | undefined;
  readonly data?: EventDefinitions | undefined;
}

/** Of services as they run, mixins included. */
export function rulesOfServices(schemas: readonly ServiceSchema[]): ConsumerRules[] {
  return schemas.flatMap(({ name, channels = {} }) =>
    Object.entries(channels).map(([pattern, { types, data }]) => ({ consumer: name, pattern, types, data })),
  );
}

/** What today's rules refuse of recorded events, each with what to do. */
export function brokenPromises(rules: readonly ConsumerRules[], lives: readonly GoldenLife[]): string[] {
  const broken = rules.flatMap(({ consumer, pattern, types, data }) => {
    const faultOf = dataCheck(data);
    return lives.flatMap(({ day, events }) =>
      events
        .filter(({ type }) => matches(pattern, type) && types?.includes(type) !== false)
        .flatMap((event) => {
          const fault = faultOf(event);
          return fault === undefined ? [] : [promise(`${consumer} refuses ${event.type} of ${day}: ${fault}`)];
        }),
    );
  });
  return [...new Set(broken)];
}

/** Words for whoever has just made a field required. */
export function promise(fault: string): string {
  return `${fault} Event data grow by optional fields only: make the field optional in the rule, the schema and the type, and let its absence mean what it meant before there was one.`;
}
