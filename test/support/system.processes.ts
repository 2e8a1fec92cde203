import { Script } from './script.ts';
import { Console } from './system.console.ts';
import { newDir, removeDir } from './tempdir.ts';

/** The processes that a system is made of, with its data in a folder of their own. */
export interface Processes {
  /** Of the gateway. */
  readonly url: string;
  readonly console: Console;
  start(): Promise<void>;
  /** Ends those that are left, and starts all on the same data again. */
  restart(): Promise<void>;
  /** As when the machine fails: SIGKILL for all. */
  kill(): Promise<void>;
  /** For good: the data go too, so that nothing has to come to its end. */
  stop(): Promise<void>;
}

export type Environment = Readonly<Record<string, string>>;

/** Milliseconds that a process has to start, on a machine that is busy. */
export const startTime = 60_000;

/** All services in one process. */
export class OneProcess implements Processes {
  private readonly dir = newDir();
  private readonly env: Environment;
  private running: { readonly script: Script; readonly url: string; readonly console: Console } | undefined;

  constructor(env: Environment) {
    this.env = { ...env, DATA_DIR: this.dir };
  }

  get url(): string {
    return this.now.url;
  }

  get console(): Console {
    return this.now.console;
  }

  async start(): Promise<void> {
    const script = new Script('scripts/start.ts', ['--repl'], this.env);
    this.running = { script, url: '', console: new Console(script, this.dir) };
    const [, url = ''] = await script.printed(/runs at (http:\S+), ready/, startTime);
    this.running = { ...this.running, url };
  }

  async restart(): Promise<void> {
    await this.end('SIGTERM');
    await this.start();
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGKILL');
    removeDir(this.dir);
  }

  private get now() {
    if (!this.running) throw new Error('The system does not run.');
    return this.running;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    this.running?.script.signal(signal);
    await this.running?.script.ended;
    this.running = undefined;
  }
}
