import type { Log } from '../mixins/log.ts';
import { OpenTables } from '../mixins/store/names.ts';
import type { Env } from './env.ts';
import type { CreateStores, Stores } from './stores/store-factory.ts';
import { storeUrl, storeUrls } from './stores/store-location.ts';

/** Loads what makes the stores of a kind, which is the scheme of their addresses. */
const kinds: Readonly<Record<string, () => Promise<{ readonly createStores: CreateStores }>>> = {
  sqlite: () => import('./stores/sqlite.ts'),
  postgres: () => import('./stores/postgres.ts'),
  postgresql: () => import('./stores/postgres.ts'),
  mongodb: () => import('./stores/mongo.ts'),
  'mongodb+srv': () => import('./stores/mongo.ts'),
};

/** The stores of this process, of which each service opens its own tables. */
export interface ServiceStores extends Stores {
  /** The service has stopped: another one of its name may open its tables. */
  release(service: string): void;
}

/** Loads the kinds of stores that are configured, and no other: a driver costs a process up to 30 MB and 100 ms. */
export async function loadStores(env: Env): Promise<(log: Log) => ServiceStores> {
  const loaded = new Map<string, CreateStores>();
  for (const kind of new Set(storeUrls(env).map(kindOf))) loaded.set(kind, await load(kind));
  return (log) => {
    const stores = new Map([...loaded].map(([kind, createStores]) => [kind, createStores(env, log)]));
    const all = [...stores.values()];
    const tables = new OpenTables();
    return {
      open(service, collection) {
        tables.add(service, collection.name);
        return found(stores, kindOf(storeUrl(service, env))).open(service, collection);
      },
      release: (service) => tables.release(service),
      async start() {
        await Promise.all(all.map((each) => each.start()));
      },
      async close() {
        await Promise.all(all.map((each) => each.close()));
      },
    };
  };
}

async function load(kind: string): Promise<CreateStores> {
  const { createStores } = await found(new Map(Object.entries(kinds)), kind)();
  return createStores;
}

function found<Thing>(things: ReadonlyMap<string, Thing>, name: string): Thing {
  const thing = things.get(name);
  if (!thing) throw new Error(`there is no kind of store named ${name}`);
  return thing;
}

function kindOf(url: string): string {
  return url.split(':', 1)[0] as string;
}
