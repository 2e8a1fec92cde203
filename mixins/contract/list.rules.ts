import { type Fields, form, idRule, memberRule, type Rule, type Rules } from './rules.ts';

const damage = '\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f\\ud800-\\udfff';

/** Text that people type or paste, with tabs, line ends and joiners. Other controls and halves of a character are refused. */
const typed = new RegExp(`^[^${damage}]+$`, 'u');

/** What a list can be asked for; anything else in a query is refused by name. */
export interface Listing {
  /** Columns that it can be filtered by. */
  readonly filters: readonly string[];
  /** Columns that it can be sorted by, besides `id` and `created`. */
  readonly sorts: readonly string[];
  /** The filter that is the id of a member; `memberId` unless it is named. */
  readonly member?: string;
  /** Can it be searched by words? */
  readonly search?: true;
  /** Can several records be asked for by their ids? */
  readonly ids?: true;
  /** Parts of the list, by the name of the parameter that asks for one of them. */
  readonly parts?: Readonly<Record<string, Part>>;
}

/** Splits a list in two by the values of a column. */
export interface Part {
  readonly column: string;
  readonly about: string;
  readonly values: Readonly<Record<'true' | 'false', readonly string[]>>;
}

/** Records that can be asked for by their ids at once. */
const mostIds = 50;

export function whole(max: number) {
  return { type: 'number', integer: true, min: 1, max, convert: true, optional: true } as const;
}

export const pageRules = {
  page: { ...whole(1_000_000), description: 'Which page, from 1.' },
  pageSize: { ...whole(100), description: 'Rows of a page; 20 unless it is given.' },
  cursor: {
    type: 'string',
    min: 1,
    max: 12_000,
    ...form(/^[A-Za-z0-9_-]+$/, 'the `next` of the answer before'),
    description:
      'The `next` of the answer before: goes on behind its last row, whatever has changed since. Not with `page`.',
    optional: true,
  },
} as const;

/** The rules of an action that lists: pages of up to 100, sorted by up to three columns, by creation otherwise. */
export function listRules(listing: Listing): Rules {
  return { ...conditionRules(listing), ...orderRule(listing), ...pageRules };
}

export function conditionRules({
  filters,
  member = 'memberId',
  search,
  ids,
  parts = {},
}: Omit<Listing, 'sorts'>): Rules {
  const description =
    'Words that must all be found, in any order; a part of a word matches too. Case and accents do not matter. When nothing is found, one mistake in each word is forgiven.';
  const words = {
    type: 'string',
    min: 1,
    max: 100,
    ...form(typed, 'text without control characters'),
    description,
    optional: true,
  } as const;
  return {
    ...Object.fromEntries(
      filters.map((field) => [field, { ...(field === member ? memberRule : idRule), optional: true }]),
    ),
    ...Object.fromEntries(Object.entries(parts).map(([name, { about }]) => [name, yesOrNo(about)])),
    ...(ids && { ids: idsRule }),
    ...(search && { search: words }),
    $$strict: true,
  };
}

function yesOrNo(description: string): Rule {
  return { type: 'enum', values: ['true', 'false'], description, optional: true };
}

const anyId = idRule.pattern.source.slice(1, -1);
const idsRule: Rule = {
  type: 'string',
  max: 65 * mostIds,
  ...form(new RegExp(`^${anyId}(?:,${anyId}){0,${mostIds - 1}}$`), `up to ${mostIds} ids, with a comma between them`),
  description: `Only these: up to ${mostIds} ids, with a comma between them.`,
  optional: true,
};

export function orderRule({ sorts }: Pick<Listing, 'sorts'>): Fields {
  const columns = ['id', 'created', ...sorts];
  const field = `-?(?:${columns.join('|')})`;
  const words = `up to three of ${columns.join(', ')}, with a comma between them; - turns it around`;
  const description = `What to sort by: ${words}.`;
  return {
    sort: {
      type: 'string',
      max: 64,
      ...form(new RegExp(`^${field}(?:,${field}){0,2}$`), words),
      description,
      optional: true,
    },
  };
}
