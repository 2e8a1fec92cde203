import process from 'node:process';
import { ServiceBroker } from 'moleculer';
import { parseEnv } from '../../config/env.ts';
import { Members } from '../../mixins/trial/members.ts';
import type { Judged } from '../../mixins/trial/trial.ts';
import { brokerOptions } from '../../moleculer.config.ts';
import trial from '../../services/library/library.trial.ts';
import { eventually } from '../../test/support/eventually.ts';
import { startNats } from '../../test/support/nats.ts';
import { freePort } from '../../test/support/port.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { isReady } from '../../test/support/readiness.ts';
import { Api } from '../../test/support/system.api.ts';
import { newDir, removeDir } from '../../test/support/tempdir.ts';
import type { Ground } from './ground.ts';
import { Outsiders } from './outside/outsiders.ts';
import type { LoadProgram } from './outside/program.ts';
import { type Environment, Processes } from './processes.ts';

/** What a demonstration wants of the system that it is shown on. */
export interface Setting {
  /** Settings of the system that it is shown on. */
  readonly env?: Readonly<Record<string, string>>;
  /** Settings of the processes of one service alone. */
  readonly envOf?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Are there several processes of a service with records? They need a database server to share them. */
  readonly isReplicated?: boolean;
}

interface StartedServer {
  readonly url: string;
  readonly pid: number | undefined;
  /** Again, after it ended. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds in which a system is ready, and something that failed is done after all, on a machine that is busy. */
const patience = 60_000;
/** The services of which one process runs at the beginning of every demonstration. */
export const cast = ['gateway', 'rental', 'payment', 'book', 'mypage'];

/** A system in processes of this machine, its servers included, on which a demonstration is played. */
export class Stage extends Api implements Ground {
  readonly folder = newDir();
  readonly processes: Processes;
  private readonly setting: Setting;
  private readonly tell: (line: string) => void;
  private readonly program: LoadProgram | undefined;
  private servers: Promise<StartedServer>[] = [];
  private env: Environment = {};
  private started:
    | { readonly url: string; readonly members: Ground['members']; readonly observer: ServiceBroker }
    | undefined;
  private readonly abandon = () => {
    this.processes.abandon();
    removeDir(this.folder);
  };

  /** Nothing runs yet. @param program by which members come, instead of requests of this program's own */
  constructor(setting: Setting, tell: (line: string) => void, program?: LoadProgram) {
    super();
    this.setting = setting;
    this.tell = tell;
    this.program = program;
    this.processes = new Processes((service) => ({ ...this.env, ...setting.envOf?.[service] }), tell);
    process.once('exit', this.abandon);
  }

  get url(): string {
    return this.running.url;
  }

  get members(): Ground['members'] {
    return this.running.members;
  }

  /** Has joined the system, to see and ask what no client can. */
  get observer(): ServiceBroker {
    return this.running.observer;
  }

  /** Resolves when all of it serves. */
  async start(): Promise<void> {
    const { isReplicated, env } = this.setting;
    this.tell(`Starting NATS${isReplicated ? ', PostgreSQL' : ''} and one process each of ${cast.join(', ')}.`);
    this.servers = [
      this.supervised('nats-server', (lost) => startNats('', lost)),
      ...(isReplicated ? [this.supervised('postgres', startPostgres)] : []),
    ];
    const [nats, postgres] = await Promise.all(this.servers);
    const port = String(await freePort());
    const url = `http://127.0.0.1:${port}`;
    const NATS_URL = nats?.url ?? '';
    const records = { DATA_DIR: this.folder, STORE_URL: postgres?.url ?? 'sqlite' };
    this.env = { NATS_URL, ...records, PORT: port, PORT_SHARING: 'on', LOG_LEVEL: 'error', ...env };
    const observer = new ServiceBroker({ ...brokerOptions(parseEnv(this.env), 'observer'), logger: false });
    const { program, folder } = this;
    const members = program ? new Outsiders(url, trial, program, folder) : new Members(url, trial);
    this.started = { url, members, observer };
    await Promise.all([observer.start(), ...cast.map((service) => this.processes.add(`${service}-1`))]);
    await eventually(() => isReady(url), patience);
    const isPrepared = () =>
      trial.prepare(observer).then(
        () => true,
        () => false,
      );
    await eventually(isPrepared, patience);
    this.tell(`It serves at ${url}, and other processes find it at ${NATS_URL}.`);
  }

  /** Says how payment's provider behaves, even if its process is only just being restarted. */
  async sandbox(settings: Readonly<Record<string, number>>): Promise<void> {
    const isDone = () =>
      this.observer.call('payment.sandbox', settings).then(
        () => true,
        () => false,
      );
    await eventually(isDone, patience);
  }

  /** The system is new: all there is belongs to these members. */
  judge(): Promise<Judged> {
    return trial.judge(this.observer, this.members, '');
  }

  /** For good, however far it has come: servers, processes and all they have written. */
  async end(): Promise<void> {
    const observed = this.started?.observer.stop().catch(() => {});
    await Promise.all([observed, this.processes.end()]);
    const servers = await Promise.allSettled(this.servers);
    await Promise.all(servers.map((server) => server.status === 'fulfilled' && server.value.stop()));
    process.removeListener('exit', this.abandon);
    removeDir(this.folder);
  }

  /** Starts a server that is started again when it ends without being asked to. */
  private async supervised(name: string, start: (lost: () => void) => Promise<StartedServer>): Promise<StartedServer> {
    const server = await start(() => this.processes.restart(name, `pid ${server.pid}, has ended`, restarted));
    const say = () => this.tell(`  ${name} runs, pid ${server.pid}`);
    const restarted = () => server.start().then(say);
    say();
    return server;
  }

  private get running() {
    if (!this.started) throw new Error('The demonstration has not begun.');
    return this.started;
  }
}
