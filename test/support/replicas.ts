import type { Log } from '../../mixins/log.ts';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { OutboxOptions, SharedOutbox } from '../../mixins/store/shared-outbox.ts';
import type { Sample, StoreHarness } from './store.ts';

/** What the contract of a store on a database server needs to know besides. */
export interface ServerHarness<Opened extends Closable = Replica> extends StoreHarness {
  /** Opens the store as a process does; another one may have it open too. */
  openReplica(place: string, options?: ReplicaOptions): Promise<Opened>;
  /** Ends the server that places are on. */
  stopServer(): Promise<void>;
  /** A server for tests that kill it; a place on it is its URL with `#` and a name. */
  startServer(): Promise<Server>;
}

export interface Server {
  readonly url: string;
  /** As when the machine fails: SIGKILL. */
  kill(): Promise<void>;
  /** Again, on the same port and folder. */
  start(): Promise<void>;
  /** For good: its data goes too. */
  stop(): Promise<void>;
}

export interface ReplicaOptions extends OutboxOptions {
  readonly log?: Log;
  /** Milliseconds that a statement takes at most. */
  readonly timeout?: number;
}

export interface Replica extends Closable {
  readonly store: StoreAdapter<Sample>;
  readonly outbox: SharedOutbox;
}

interface Closable {
  close(): Promise<void>;
}

/** Inside a `describe`: the server that places are on is there for its tests, and ends after them. */
export function usePlaces({ newPlace, stopServer }: Pick<ServerHarness, 'newPlace' | 'stopServer'>): void {
  before(async function () {
    this.timeout(600_000);
    await newPlace();
  });
  after(stopServer);
}

/** Inside a `describe`: opens stores at an empty place for each test, and closes them after it. */
export function useReplicas<Opened extends Closable>(harness: ServerHarness<Opened>) {
  const opened: Opened[] = [];
  let place: string;
  beforeEach(async () => {
    place = await harness.newPlace();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await harness.removePlace(place);
  });
  return {
    get place() {
      return place;
    },
    async open(options: ReplicaOptions = {}, at = place): Promise<Opened> {
      const store = await harness.openReplica(at, options);
      opened.push(store);
      return store;
    },
  };
}

/** Inside a `describe`: a server for its tests. The first look for one may have to fetch it. */
export function useServer({ startServer }: Pick<ServerHarness, 'startServer'>): Omit<Server, 'stop'> {
  let server: Server | undefined;
  const running = () => {
    if (!server) throw new Error('there is no server before the tests');
    return server;
  };
  before(async function () {
    this.timeout(600_000);
    server = await startServer();
  });
  after(() => server?.stop());
  return {
    get url() {
      return running().url;
    },
    kill: () => running().kill(),
    start: () => running().start(),
  };
}
