import { named, objectOf, oneOf, type Schema, text } from '../../../mixins/contract/schema.ts';
import type { Words } from '../../../mixins/system.ts';
import type { Check, Readiness } from '../health.ts';
import { indexOf, type LocalRoute } from '../routes.ts';
import type { SystemReport, SystemsReport } from '../systems.ts';

/** What the gateway answers itself. */

interface Index {
  readonly name: string;
  readonly routes: readonly Listed[];
}

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly about: string;
}

const listed = objectOf<Listed>({
  required: { method: oneOf('GET', 'POST', 'PUT', 'PATCH', 'DELETE'), path: text(200), about: text(500) },
  optional: {},
});

const index = named<Index>(
  'Index',
  { required: { name: text(50), routes: { type: 'array', maxItems: 200, items: listed } }, optional: {} },
  indexOf([{ method: 'GET', path: '/health/live', local: 'live', about: 'is the process alive' }]) as Index,
);

const live = named<{ status: string }>(
  'Liveness',
  { required: { status: oneOf('live') }, optional: {} },
  { status: 'live' },
);

const check = objectOf<Check>({
  required: { name: text(50), state: oneOf('up', 'down'), required: { type: 'boolean' } },
  optional: { why: { ...text(500), description: 'Why it is down, for people.' } },
});

export const readiness = named<Readiness>(
  'Readiness',
  {
    required: {
      status: oneOf('ready', 'degraded', 'unready'),
      checks: { type: 'array', maxItems: 1_000, items: check },
    },
    optional: {},
  },
  { status: 'ready', checks: [{ name: 'rental', state: 'up', required: true }] },
);

const words = objectOf<Words>({ required: { en: text(500), ko: text(500) }, optional: {} });

const system = objectOf<SystemReport>({
  required: {
    name: text(64),
    title: words,
    about: words,
    mount: { ...text(100), description: 'Where its paths begin.' },
    status: oneOf('ready', 'degraded', 'unready'),
  },
  optional: {},
});

const systems = named<SystemsReport>(
  'Systems',
  { required: { systems: { type: 'array', maxItems: 100, items: system } }, optional: {} },
  {
    systems: [
      {
        name: 'library',
        title: { en: 'Book rental', ko: '도서 대여' },
        about: { en: 'A member reserves a book.', ko: '책을 예약합니다.' },
        mount: '',
        status: 'ready',
      },
    ],
  },
);

const json = 'application/json';

/** A document in a language that others define. */
const document: Schema = { title: 'Document', type: 'object', additionalProperties: true };

/** What each is, and its schema. */
export const localAnswers: Readonly<Record<LocalRoute['local'], { readonly type: string; readonly schema: Schema }>> = {
  index: { type: json, schema: index },
  systems: { type: json, schema: systems },
  live: { type: json, schema: live },
  ready: { type: json, schema: readiness },
  docs: { type: 'text/html', schema: text(10_000_000) },
  openapi: { type: json, schema: document },
  asyncapi: { type: json, schema: document },
};
