import type { Backlog } from '../../mixins/bus/port.ts';
import { count, instant, named, objectOf, oneOf, text } from '../../mixins/contract/schema.ts';
import type { CallMinute } from '../../mixins/middlewares/call-counts.ts';
import type { Breaker } from '../../mixins/middlewares/circuit-breaker.middleware.ts';
import type { NodeView, ReservationsView, SystemView } from './operations.contract.ts';

/** What `operations.system` answers, as a schema. */

const name = text(200);
const names = { type: 'array', maxItems: 100, items: name };

const breaker = objectOf<Breaker>({
  required: {
    action: name,
    nodeId: { ...name, description: 'The node that is called.' },
    state: oneOf('closed', 'half-open', 'open'),
    calls: { ...count, description: 'Since it began to count anew.' },
    failures: count,
  },
  optional: {},
});

const minute = objectOf<CallMinute>({
  required: {
    minute: { ...instant, description: 'When the minute began.' },
    calls: { ...count, description: 'Reservations that were asked for.' },
    refused: { ...count, description: 'Refused for what they asked, or by the payment.' },
    failed: { ...count, description: 'Failed on the side of the system.' },
    kinds: {
      type: 'object',
      description: 'Refused and failed ones by the code of their problem.',
      maxProperties: 1_000,
      additionalProperties: count,
    },
  },
  optional: {},
});

const minutes = { type: 'array', maxItems: 120, items: minute } as const;

const reservations = objectOf<ReservationsView>({
  required: {
    failing: {
      type: 'boolean',
      description:
        'Of the latest minutes that have three reservations together, at least half and at least three failed or were declined by the payment.',
    },
    minutes: { ...minutes, description: 'The last hour, the oldest first; minutes without reservations are left out.' },
  },
  optional: {},
});

const node = objectOf<NodeView>({
  required: {
    id: name,
    services: names,
    uptime: { ...count, description: 'Seconds.' },
    memory: { ...count, description: 'Bytes.' },
    breakers: { type: 'array', maxItems: 10_000, items: breaker },
  },
  optional: {
    reservations: { ...minutes, description: 'Reservations that were asked for through it in the last hour.' },
  },
});

const silent = objectOf<{ id: string; services: readonly string[]; silent: true }>({
  required: { id: name, services: names, silent: { type: 'boolean', const: true } },
  optional: {},
});

const backlog = objectOf<Backlog>({
  required: {
    group: name,
    pattern: name,
    waiting: { ...count, description: 'Events that it has not come to.' },
    underWay: { ...count, description: 'Deliveries that have begun, or wait for their next attempt.' },
  },
  optional: { oldestAge: { ...count, description: 'Seconds since the oldest event that it is not done with.' } },
});

export const system = named<SystemView>(
  'SystemReport',
  {
    required: { nodes: { type: 'array', maxItems: 1_000, items: { oneOf: [node, silent] } }, reservations },
    optional: {
      consumers: {
        type: 'array',
        maxItems: 1_000,
        items: backlog,
        description: 'How far each is behind; unknown while the bus is away.',
      },
    },
  },
  {
    nodes: [{ id: 'yeyak-3f2a', services: ['rental', 'payment'], uptime: 60, memory: 120_000_000, breakers: [] }],
    reservations: { failing: false, minutes: [] },
    consumers: [{ group: 'mypage', pattern: 'library.rental.*', waiting: 0, underWay: 0 }],
  },
);
