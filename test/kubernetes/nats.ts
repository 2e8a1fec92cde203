import { kubectl } from './cluster.ts';

/** A stream as its leader sees it. */
export interface Stream {
  readonly name: string;
  /** The pod of the server that leads it. */
  readonly leader: string;
  /** Copies that were ordered, and those that have all that the leader has, itself with them. */
  readonly ordered: number;
  readonly current: number;
  readonly messages: number;
}

/** The streams of all servers of NATS, each once. */
export async function streams(servers: readonly string[]): Promise<Stream[]> {
  const seen = await Promise.all(servers.map(streamsAt));
  return seen.flat();
}

/** What this server leads. Servers are asked at their monitoring port, which they alone reach. */
async function streamsAt(server: string): Promise<Stream[]> {
  const url = 'http://127.0.0.1:8222/jsz?streams=true&config=true';
  const told = JSON.parse(await kubectl('exec', server, '--', 'wget', '-q', '-O', '-', url)) as Told;
  return (told.account_details ?? [])
    .flatMap(({ stream_detail }) => stream_detail ?? [])
    .filter(({ cluster }) => cluster?.leader === server)
    .map(({ name, cluster, config, state }) => ({
      name,
      leader: server,
      ordered: config.num_replicas,
      current: 1 + (cluster?.replicas ?? []).filter((copy) => copy.current && !copy.offline).length,
      messages: state.messages,
    }));
}

/** What is used of it. */
interface Told {
  readonly account_details?: readonly { readonly stream_detail?: readonly ToldStream[] }[];
}

interface ToldStream {
  readonly name: string;
  readonly config: { readonly num_replicas: number };
  readonly state: { readonly messages: number };
  readonly cluster?: {
    readonly leader?: string;
    readonly replicas?: readonly { readonly current: boolean; readonly offline?: boolean }[];
  };
}
