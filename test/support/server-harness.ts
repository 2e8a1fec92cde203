import type { Collection } from '../../mixins/store/collection.ts';
import type { Replica, ReplicaOptions, Server, ServerHarness } from './replicas.ts';
import { samples } from './store.ts';

/** What is to be known of a kind of server. A place is a part of it: its URL, `#` and the name of the part. */
interface Kind<Opened extends Replica> {
  /** The module that exports the harness. */
  readonly module: string;
  startServer(): Promise<Server>;
  /** Opens the records of a collection as a process does; another one may have them open too. */
  openStore(place: string, collection: Collection, options?: ReplicaOptions): Promise<Opened>;
  removePlace: ServerHarness['removePlace'];
  damage: ServerHarness['damage'];
}

/** A harness whose places are on one server, which starts when it is first needed. */
export function serverHarness<Opened extends Replica>(kind: Kind<Opened>): ServerHarness<Opened> {
  const { module, startServer, openStore, removePlace, damage } = kind;
  let server: Promise<Server> | undefined;
  let places = 0;
  return {
    module,
    startServer,
    removePlace,
    damage,
    async newPlace() {
      server ??= startServer();
      places += 1;
      return `${(await server).url}#place_${places}`;
    },
    open: (place, collection = samples) => openStore(place, collection, { adoptAfter: 0 }),
    openReplica: (place, options) => openStore(place, samples, options),
    async stopServer() {
      await (await server)?.stop();
      server = undefined;
    },
  };
}

export function partsOf(place: string): { readonly url: string; readonly part: string } {
  const [url = '', part = ''] = place.split('#');
  return { url, part };
}
