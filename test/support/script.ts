import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import process from 'node:process';
import { eventually } from './eventually.ts';

/** The processes of a test have the same keys for personal data. */
const sealed = { PERSONAL_KEYS: `test:${randomBytes(32).toString('base64')}` };

/** A program of `scripts/` in a process of its own, on the runtime of the test. */
export class Script {
  /** What it has written so far, errors too. */
  output = '';
  /** Its exit code. */
  readonly ended: Promise<number | null>;
  private readonly process: ChildProcess;

  constructor(path: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    const runtime = 'deno' in process.versions ? ['run', '--allow-all'] : [];
    const variables = { ...process.env, NATS_URL: '', PORT: '0', AUTH: 'open', ...(env.NATS_URL && sealed), ...env };
    this.process = spawn(process.execPath, [...runtime, path, ...args], { env: variables });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    this.ended = once(this.process, 'close').then(([code]) => code as number | null);
  }

  get running(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** The first match in its output, as soon as there is one. */
  async printed(pattern: RegExp, within = 10_000): Promise<RegExpExecArray> {
    const found = () => pattern.exec(this.output);
    await eventually(() => found() !== null || !this.running, within).catch(() => undefined);
    const match = found();
    if (!match) throw new Error(`${pattern} was not printed, but:\n${this.output}`);
    return match;
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  type(line: string): void {
    this.process.stdin?.write(`${line}\n`);
  }

  /** Not by the process's own `kill`: on Deno it would then hide the exit code. */
  signal(name: NodeJS.Signals): void {
    if (this.process.pid === undefined || !this.running) return;
    try {
      process.kill(this.process.pid, name);
    } catch (error) {
      const hasJustEnded = (error as NodeJS.ErrnoException).code === 'ESRCH';
      if (!hasJustEnded) throw error;
    }
  }
}

/** Inside a `describe`: starts scripts; what still runs after a test is killed, or after all of them where `ends` is `after`. */
export function scripts(ends = afterEach) {
  const running: Script[] = [];
  ends(async () => {
    for (const script of running) script.signal('SIGKILL');
    await Promise.all(running.splice(0).map((script) => script.ended));
  });
  return function run(path: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Script {
    const script = new Script(path, args, env);
    running.push(script);
    return script;
  };
}
