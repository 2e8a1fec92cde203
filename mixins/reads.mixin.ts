import type { Context, ServiceSchema } from 'moleculer';
import DbService from 'moleculer-db';
import { conditionRules, type Listing, listRules, orderRule, whole } from './contract/list.rules.ts';
import { getRules } from './contract/rules.ts';
import { notFound } from './kernel/decider.ts';
import { Refused } from './kernel/errors.ts';
import { onlyFor, refuseOthers } from './ownership.ts';
import { listPage, type PageParams } from './reads/list.ts';
import { ready } from './ready.mixin.ts';
import { runtimeOf, type StoreAdapter } from './runtime.ts';
import { defineMixin, idempotent, type Mixin } from './schema.ts';
import type { Collection, Query } from './store/collection.ts';

export interface ReadsOptions<State, View extends object = object, This = never> extends Omit<Listing, 'search'> {
  readonly collection: Collection;
  /** What a record is called in errors: `rental` gives `rental-not-found`. */
  readonly noun: string;
  /** The record as others see it. */
  present(record: State & { readonly id: string }): View;
  /** Adds what a record does not tell by itself, in few queries for a whole page. `this` is the service. */
  complete?(this: This, records: Records<State>): Promise<Records<State>>;
  /** The field that names the member a record belongs to: calls made for one member see that member's records only. */
  readonly owner?: string;
  /** Records that are shown at all, as a query. */
  readonly shown?: Readonly<Record<string, string | number>>;
}

type Records<State> = readonly (State & { readonly id: string })[];

/**
 * `list`, `find`, `count` and `get` over a service's records, on moleculer-db's service. Lists page (`page` or `cursor`,
 * `pageSize` up to 100), sort (`sort=-created,id`, up to three; by creation otherwise, or by how well they fit a
 * search) and filter by the columns that are named. Parameters of a call stay as they came: a retry sends them again.
 */
export function reads<State extends object, View extends object = object>(
  options: ReadsOptions<State, View>,
): Mixin<ReadingService<State, View>> {
  const { actions: _, ...base } = DbService as unknown as ServiceSchema;
  const { filters, sorts, member, ids, parts, collection } = options;
  const listing: Listing = {
    filters,
    sorts,
    ...(member && { member }),
    ...(ids && { ids }),
    ...(parts && { parts }),
    ...(collection.search && { search: true }),
  };
  const conditions = conditionRules(listing);

  return defineMixin<ReadingService<State, View>, Reader<State, View>>({
    mixins: [base, ready],
    settings: { idField: 'id' },
    actions: {
      list: {
        ...idempotent,
        cache: false,
        params: listRules(listing),
        async handler(ctx: Asked) {
          const page = await listPage(this.adapter, collection, queryOf(ctx, options), ctx.params as PageParams);
          return { ...page, rows: await this.presented(page.rows) };
        },
      },
      find: {
        ...idempotent,
        cache: false,
        params: { ...conditions, ...orderRule(listing), limit: { ...whole(1_000), default: 1_000 } },
        async handler(ctx: Asked) {
          const { limit } = ctx.params as { limit?: number };
          return this.presented(await this.adapter.find({ ...queryOf(ctx, options), limit }));
        },
      },
      count: {
        ...idempotent,
        cache: false,
        params: conditions,
        handler(ctx: Asked) {
          return this.adapter.count(queryOf(ctx, options));
        },
      },
      get: {
        ...idempotent,
        params: getRules,
        async handler(ctx: Context<{ id: string }>) {
          const [shown] = await this.presented([await this.visible(ctx, ctx.params.id)]);
          return shown;
        },
      },
    },
    methods: {
      async presented(records: Records<State>) {
        const complete = (await options.complete?.call(this as never, records)) ?? records;
        return complete.map((record) => options.present(record));
      },
      async visible(ctx: Context, id: string) {
        const record = await this.adapter.findById(id);
        if (!record || !isShown(record, options) || !isOwn(ctx, record, options))
          throw new Refused(notFound(options.noun));
        return record;
      },
    },
    created() {
      this.adapter = runtimeOf(this.broker).open<State>(this.name, options.collection);
    },
  });
}

/** What a service with reads has in `this`. */
export interface ReadingService<State, View = object> {
  /** Its records. */
  readonly adapter: StoreAdapter<State>;
  /** The record, if the call may see it; refused as "not found" otherwise, since an id must not tell that it exists. */
  visible(ctx: Context, id: string): Promise<State & { readonly id: string }>;
  /** The records as others see them. */
  presented(records: readonly (State & { readonly id: string })[]): Promise<View[]>;
}

/** A call whose parameters are the conditions of a query. */
type Asked = Context<Record<string, unknown>>;

interface Reader<State, View> extends ReadingService<State, View> {
  adapter: StoreAdapter<State>;
}

function isShown<State extends object>(record: State, { shown = {} }: ReadsOptions<State>): boolean {
  return Object.entries(shown).every(([field, value]) => (record as Record<string, unknown>)[field] === value);
}

function isOwn<State extends object>(ctx: Context, record: State, { owner }: ReadsOptions<State>): boolean {
  const member = onlyFor(ctx);
  return member === undefined || owner === undefined || (record as Record<string, unknown>)[owner] === member;
}

/** A list for one member is of that member's records; one that cannot be filtered by member is not for members. */
function ownQuery<State>(ctx: Asked, { owner, filters }: ReadsOptions<State>): object {
  const member = onlyFor(ctx);
  if (member === undefined || owner === undefined) return {};
  refuseOthers(ctx, filters.includes(owner) ? (ctx.params[owner] ?? member) : undefined);
  return { [owner]: member };
}

/** What `ids` and the parts of the list that are asked for mean as a query. */
function partOf<State>(params: Record<string, unknown>, { ids, parts = {} }: ReadsOptions<State>): object {
  const asked = Object.entries(parts).filter(([name]) => params[name] !== undefined);
  return {
    ...Object.fromEntries(
      asked.map(([name, { column, values }]) => [column, values[params[name] as 'true' | 'false']]),
    ),
    ...(ids && params.ids !== undefined && { id: String(params.ids).split(',') }),
  };
}

/** The query of a call, in which each condition is a parameter of its own. */
function queryOf<State>(ctx: Asked, options: ReadsOptions<State>): Query {
  const { sort, search } = ctx.params as { sort?: string; search?: string };
  const given = options.filters.filter((field) => ctx.params[field] !== undefined);
  const asked = Object.fromEntries(given.map((field) => [field, ctx.params[field]]));
  const query = { ...asked, ...partOf(ctx.params, options), ...ownQuery(ctx, options), ...options.shown };
  return {
    query: query as NonNullable<Query['query']>,
    ...(search !== undefined && { search }),
    ...(sort !== undefined && { sort: sort.split(',') }),
  };
}
