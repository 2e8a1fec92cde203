import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import type { Script } from './script.ts';

/** Milliseconds that an answer has, on a machine that is busy. */
const patience = 30_000;

/** The console of a running system, for what is not to be had through HTTP. */
export class Console {
  private readonly script: Script;
  private readonly dir: string;
  private calls = 0;

  /** `dir`: where answers pass through. */
  constructor(script: Script, dir: string) {
    this.script = script;
    this.dir = dir;
  }

  /** Types a line, and resolves when this is printed after it. */
  async typed(line: string, answer: RegExp): Promise<void> {
    const before = this.script.output.length;
    this.script.type(line);
    const printed = () => this.script.output.slice(before);
    await eventually(() => answer.test(printed()), patience).catch(() => {
      throw new Error(`${answer} was not printed after ${line}, but:\n${printed()}`);
    });
  }

  /** Calls an action and waits for its answer, which must be an object. */
  async call<Result>(action: string, params: object): Promise<Result> {
    this.calls += 1;
    const file = join(this.dir, `answer-${this.calls}.json`);
    this.script.type(`call ${action} '${JSON.stringify(params)}' --save ${file}`);
    await this.script.printed(new RegExp(`saved to '${file}'`), 30_000);
    return JSON.parse(readFileSync(file, 'utf8'));
  }
}
