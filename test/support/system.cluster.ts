import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'nats';
import { servicesNamed } from '../../config/services.ts';
import { systems } from '../../services/systems.ts';
import { type Nats, startNats } from './nats.ts';
import { Script } from './script.ts';
import { Console } from './system.console.ts';
import { type Environment, type Processes, startTime } from './system.processes.ts';
import { newDir, removeDir } from './tempdir.ts';

/** The other systems share a process: what they do over NATS their own tests show. */
const others = 'others';
const otherSystems = systems.map(({ name }) => name).filter((name) => name !== 'library' && name !== 'platform');
const processNames = [...servicesNamed('library'), ...servicesNamed('platform'), others, 'gateway'];

/** The services of the library and of the platform, each in a process of its own, over NATS, and a console that has joined them. */
export class Cluster implements Processes {
  url = '';
  private readonly dir = newDir();
  private readonly env: Environment;
  private readonly running = new Map<string | 'console', Script>();
  private nats: Nats | undefined;
  private joined: Console | undefined;

  constructor(env: Environment) {
    this.env = { ...env, DATA_DIR: this.dir };
  }

  get console(): Console {
    if (!this.joined) throw new Error('The system does not run.');
    return this.joined;
  }

  async start(): Promise<void> {
    this.nats = await startNats();
    await this.startMissing();
  }

  async restart(): Promise<void> {
    await this.endAll('SIGTERM');
    await this.startMissing();
  }

  async kill(): Promise<void> {
    await this.endAll('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.endAll('SIGKILL');
    await this.nats?.stop();
    removeDir(this.dir);
  }

  /** Resolves when the process says that it runs; others learn of it a moment later. */
  async startService(name: string): Promise<void> {
    const script = this.run(name, 'scripts/node.ts', name === others ? otherSystems : [name]);
    const [, url] = await script.printed(/ runs \w+(?:\.\w+)*(?:, \w+(?:\.\w+)*)*?(?:, at (http:\S+))?\.\n/, startTime);
    if (url) this.url = url;
  }

  /** As somebody else who has got at the NATS server. */
  async publish(subject: string, text: string): Promise<void> {
    const connection = await connect({ servers: this.nats?.url ?? '' });
    try {
      await connection.jetstream().publish(subject, text);
    } finally {
      await connection.close();
    }
  }

  /** The NATS server has lost all its streams, and runs again. */
  async loseStreams(): Promise<void> {
    await this.nats?.lose();
    await this.nats?.start();
  }

  /** Its store is gone; the service must not run. */
  lose(name: string): void {
    for (const file of globSync(join(this.dir, `${name}.db*`))) rmSync(file);
  }

  async startMissing(): Promise<void> {
    const missing = processNames.filter((name) => !this.running.has(name));
    await Promise.all([...missing.map((name) => this.startService(name)), this.join()]);
  }

  private async join(): Promise<void> {
    if (this.running.has('console')) return;
    const script = this.run('console', 'scripts/repl.ts', []);
    await script.printed(/yeyak \$/, startTime);
    this.joined = new Console(script, this.dir);
  }

  private run(name: string | 'console', path: string, args: readonly string[]): Script {
    if (!this.nats) throw new Error('There is no NATS server.');
    const script = new Script(path, args, { ...this.env, NATS_URL: this.nats.url });
    this.running.set(name, script);
    return script;
  }

  private async endAll(signal: NodeJS.Signals): Promise<void> {
    await Promise.all([...this.running.keys()].map((name) => this.end(name, signal)));
  }

  async end(name: string | 'console', signal: NodeJS.Signals): Promise<void> {
    const script = this.running.get(name);
    this.running.delete(name);
    script?.signal(signal);
    await script?.ended;
  }
}
