import { Script } from '../../test/support/script.ts';

export type Environment = Readonly<Record<string, string>>;

/** Milliseconds that a process has to start, on a machine that is busy. */
const startTime = 60_000;
/** How often in a row a process may end before it serves. */
const attempts = 3;

/** The processes of a demonstration and their supervisor: it restarts each process that ends without being asked to. */
export class Processes {
  /** Names of processes that ended without being asked to. */
  readonly deaths: string[] = [];
  /** Names of processes that could not be restarted. */
  readonly missing: string[] = [];
  private readonly environmentOf: (service: string) => Environment;
  private readonly tell: (line: string) => void;
  private readonly scripts = new Map<string, Script>();
  private readonly restarts = new Set<Promise<void>>();
  private isEnding = false;

  constructor(environmentOf: (service: string) => Environment, tell: (line: string) => void) {
    this.environmentOf = environmentOf;
    this.tell = tell;
  }

  /** Starts a process of a service: `payment-2` is one of `payment`. Resolves when it says that it runs, or was removed meanwhile. */
  async add(name: string, env: Environment = {}): Promise<void> {
    for (let attempt = 1; !this.isEnding; attempt += 1) {
      const script = this.spawn(name, env);
      const failure = await script.printed(/ runs /, startTime).then(
        () => undefined,
        (error: Error) => error,
      );
      if (this.scripts.get(name) !== script) return;
      if (!failure) {
        this.tell(`  ${name} runs, pid ${script.pid}`);
        void script.ended.then((code) => this.ended(name, env, script, code));
        return;
      }
      script.signal('SIGKILL');
      this.scripts.delete(name);
      if (attempt === attempts) throw failure;
      this.deaths.push(name);
      this.tell(`! ${name}, pid ${script.pid}, ended before it served, and is started again`);
    }
  }

  /** Those that run, of one service or all. */
  names(service?: string): string[] {
    return [...this.scripts.keys()].filter((name) => service === undefined || serviceOf(name) === service);
  }

  /** Ends it for good. Resolves when it is gone. */
  async remove(name: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const script = this.scripts.get(name);
    this.scripts.delete(name);
    script?.signal('SIGCONT');
    script?.signal(signal);
    await script?.ended;
  }

  /** It holds still, and keeps its connections. */
  freeze(name: string): void {
    this.scripts.get(name)?.signal('SIGSTOP');
  }

  pid(name: string): number | undefined {
    return this.scripts.get(name)?.pid;
  }

  /** Kills a process of a service, as somebody from outside would: nobody here is told of it. */
  strike(service: string): void {
    const [name = ''] = this.names(service);
    const script = this.scripts.get(name);
    this.tell(
      script ? `! kill -9 ${script.pid}: ${name}` : `! There is no process of ${service} to kill at this moment.`,
    );
    script?.signal('SIGKILL');
  }

  /** Something ended without being asked to: says so and starts it again, unless everything ends. */
  restart(name: string, how: string, start: () => Promise<void>): void {
    if (this.isEnding) return;
    this.tell(`! ${name}, ${how}; the supervisor starts it again`);
    this.deaths.push(name);
    const restart = start().catch(({ message }: Error) => {
      this.missing.push(name);
      this.tell(`✖ ${name} could not be started again: ${message}`);
    });
    this.restarts.add(restart);
    void restart.finally(() => this.restarts.delete(restart));
  }

  /** Resolves when no process is being restarted. */
  async settled(): Promise<void> {
    while (this.restarts.size > 0) await Promise.all(this.restarts);
  }

  /** Ends all for good, at once. */
  async end(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.names().map((name) => this.remove(name, 'SIGKILL')));
  }

  /** As `end`, for a program that ends now and can await nothing. */
  abandon(): void {
    this.isEnding = true;
    for (const script of this.scripts.values()) script.signal('SIGKILL');
  }

  private spawn(name: string, env: Environment): Script {
    const service = serviceOf(name);
    const script = new Script('scripts/node.ts', [service], { ...this.environmentOf(service), NODE_ID: name, ...env });
    this.scripts.set(name, script);
    return script;
  }

  private ended(name: string, env: Environment, script: Script, code: number | null): void {
    if (this.scripts.get(name) !== script) return;
    const how = code === null ? 'was killed' : `ended with code ${code}`;
    this.restart(name, `pid ${script.pid}, ${how}`, () => this.add(name, env));
  }
}

function serviceOf(name: string): string {
  return name.slice(0, name.lastIndexOf('-'));
}
