import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import process from 'node:process';

export interface NodeOptions {
  readonly name: string;
  readonly service: string;
  readonly env: Readonly<Record<string, string>>;
  /** The file that keeps what it writes, over all its lives. */
  readonly log: string;
  /** Called when it ends by itself, which it must not. */
  readonly crashed: (how: string) => void;
}

/** What must not outlive this process, however it ends. */
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** A process that runs a service. What ends by itself is started again, as a supervisor does. */
export class Node {
  private readonly options: NodeOptions;
  private readonly log: WriteStream;
  private child: ChildProcess | undefined;
  /** It has said so, and not been killed since. */
  private running = false;

  constructor(options: NodeOptions) {
    this.options = options;
    this.log = createWriteStream(options.log, { flags: 'a' });
  }

  /** Resolves when it says that it runs, or was killed before it could. */
  async start(): Promise<void> {
    const { name, service, env } = this.options;
    const child = spawn(process.execPath, ['scripts/node.ts', service], {
      env: { ...process.env, ...env, NODE_ID: name },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Out of reach of a Ctrl-C, which would end it before the run is told.
      detached: true,
    });
    this.child = child;
    children.add(child);
    child.once('exit', () => children.delete(child));
    this.note('starts');
    const ended = once(child, 'exit').then(() => this.ended(child));
    await Promise.race([this.says(child, ` runs ${service}`), ended]);
    this.running = this.child === child;
  }

  get runs(): boolean {
    return this.running;
  }

  /** SIGKILL: no handler runs, nothing is flushed. Resolves when it is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    this.running = false;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    this.note('is killed');
  }

  /** SIGSTOP: it holds still, and does not know it. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
    this.note('is frozen');
  }

  /** SIGCONT. */
  thaw(): void {
    this.child?.kill('SIGCONT');
    this.note('goes on');
  }

  /** For good. */
  async end(): Promise<void> {
    await this.kill();
    await new Promise<void>((resolve) => {
      this.log.end(resolve);
    });
  }

  private async ended(child: ChildProcess): Promise<void> {
    if (this.child !== child) return;
    const how = `${this.options.name} ended by itself with ${child.exitCode ?? child.signalCode}`;
    this.note(how);
    this.options.crashed(how);
    await this.start();
  }

  private says(child: ChildProcess, words: string): Promise<void> {
    return new Promise((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (text: string) => {
          this.log.write(text);
          if (text.includes(words)) resolve();
        });
    });
  }

  private note(what: string): void {
    this.log.write(`--- ${new Date().toISOString()} ${what}\n`);
  }
}
