import { ServiceBroker } from 'moleculer';
import { parseEnv } from '../../config/env.ts';
import { brokerOptions } from '../../moleculer.config.ts';
import { eventually } from '../../test/support/eventually.ts';
import { type Nats, startNats } from '../../test/support/nats.ts';
import { freePort } from '../../test/support/port.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { isReady } from '../../test/support/readiness.ts';
import type { Server } from '../../test/support/replicas.ts';
import { Script } from '../../test/support/script.ts';
import { Api } from '../../test/support/system.api.ts';
import { newDir, removeDir } from '../../test/support/tempdir.ts';
import { Members, titles } from './members.ts';

type Environment = Readonly<Record<string, string>>;

interface Settings {
  /** Of all processes. */
  readonly env?: Environment;
  /** Of those of one service. */
  readonly envOf?: Readonly<Record<string, Environment>>;
}

/** Milliseconds that a process has to start, on a machine that is busy. */
const startTime = 60_000;
/** Who runs at the beginning of every demonstration. */
const cast = ['rental', 'payment', 'book', 'mypage'];

/** A system in processes of this machine, its servers included, on which a demonstration is played. */
export class Stage extends Api {
  readonly url: string;
  readonly members: Members;
  /** Has joined the system, to see and ask what no client can. */
  readonly observer: ServiceBroker;
  readonly folder: string;
  readonly env: Environment;
  private readonly envOf: NonNullable<Settings['envOf']>;
  private readonly processes = new Map<string, Script>();
  private readonly servers: readonly [Nats, Server];

  private constructor(port: number, servers: readonly [Nats, Server], { env, envOf }: Required<Settings>) {
    super();
    const [nats, postgres] = servers;
    this.servers = servers;
    this.envOf = envOf;
    this.folder = newDir();
    this.url = `http://127.0.0.1:${port}`;
    this.members = new Members(this.url);
    this.env = {
      NATS_URL: nats.url,
      STORE_URL: postgres.url,
      DATA_DIR: this.folder,
      PORT: String(port),
      PORT_SHARING: 'on',
      LOG_LEVEL: 'error',
      ...env,
    };
    this.observer = new ServiceBroker({ ...brokerOptions(parseEnv(this.env), 'observer'), logger: false });
  }

  /** Resolves when all of it serves. */
  static async start({ env = {}, envOf = {} }: Settings = {}): Promise<Stage> {
    const servers = await Promise.all([startNats(), startPostgres()]);
    const stage = new Stage(await freePort(), servers, { env, envOf });
    try {
      await Promise.all([stage.observer.start(), ...['gateway', ...cast].map((service) => stage.add(`${service}-1`))]);
      await eventually(() => isReady(stage.url), startTime);
      await stage.catalogue(...titles.map((id) => ({ id, title: id, authors: 'Anon', copies: 1_000 })));
    } catch (error) {
      await stage.end();
      throw error;
    }
    return stage;
  }

  /** Starts a process of a service: `payment-2` is one of `payment`. Resolves when it says that it runs. */
  async add(name: string, env: Environment = {}): Promise<void> {
    const script = new Script('scripts/node.ts', [serviceOf(name)], {
      ...this.env,
      ...this.envOf[serviceOf(name)],
      NODE_ID: name,
      ...env,
    });
    this.processes.set(name, script);
    await script.printed(/ runs /, startTime);
  }

  /** Those that run, of one service or all. */
  names(service?: string): string[] {
    return [...this.processes.keys()].filter((name) => service === undefined || serviceOf(name) === service);
  }

  /** Resolves when it is gone. */
  async remove(name: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const script = this.processes.get(name);
    this.processes.delete(name);
    script?.signal('SIGCONT');
    script?.signal(signal);
    await script?.ended;
  }

  /** It holds still, and keeps its connections. */
  freeze(name: string): void {
    this.processes.get(name)?.signal('SIGSTOP');
  }

  pid(name: string): number | undefined {
    return this.processes.get(name)?.pid;
  }

  /** For good: servers, processes and all they have written. */
  async end(): Promise<void> {
    await this.observer.stop().catch(() => {});
    await Promise.all(this.names().map((name) => this.remove(name, 'SIGKILL')));
    await Promise.all(this.servers.map((server) => server.stop()));
    removeDir(this.folder);
  }
}

function serviceOf(name: string): string {
  return name.slice(0, name.lastIndexOf('-'));
}
