import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Answers } from '../../../mixins/trial/answers.ts';
import type { Trial } from '../../../mixins/trial/trial.ts';
import type { LoadProgram } from './program.ts';

/** Milliseconds after its time in which a program has to end. siege sometimes waits for a thread of its own that has gone. */
const grace = 12_000;

/** Members who come by a program that knows nothing of this system. */
export class Outsiders extends Answers {
  private readonly url: string;
  private readonly trial: Pick<Trial, 'ask'>;
  private readonly program: LoadProgram;
  private readonly folder: string;
  private came = 0;

  /** @param folder in which a folder for each run is made */
  constructor(url: string, trial: Pick<Trial, 'ask'>, program: LoadProgram, folder: string) {
    super();
    this.url = url;
    this.trial = trial;
    this.program = program;
    this.folder = folder;
  }

  /**
   * Lets so many at once reserve for so long. Resolves when the program has ended.
   * @param over called when the time is over
   * @throws when there is no such program, or it fails; it says what to do
   */
  async reserve(atOnce: number, seconds: number, over: () => void): Promise<void> {
    const { name } = this.program;
    const folder = mkdtempSync(join(this.folder, 'load-'));
    const args = this.program.prepare({ url: this.url, atOnce, seconds, folder, next: () => this.next() });
    const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let isOverdue = false;
    const stop = () => child.kill('SIGKILL');
    const overdue = setTimeout(
      () => {
        isOverdue = stop();
      },
      seconds * 1_000 + grace,
    );
    process.once('exit', stop);
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', () => reject(new Error(`${name} is not installed: apt-get install ${name}, or the like.`)));
      child.once('close', resolve);
    });
    const [code, failed, said] = await Promise.all([ended, this.count(child.stdout), text(child.stderr)]);
    clearTimeout(overdue);
    process.removeListener('exit', stop);
    if (code !== 0 && !isOverdue) throw new Error(`${name} ended with ${code}: ${said}`);
    for (let missing = this.program.unanswered(said, failed); missing > 0; missing -= 1)
      this.add({ ms: 0, said: 'no answer' });
    over();
  }

  private next() {
    this.came += 1;
    return this.trial.ask(`m${this.came}`, this.came);
  }

  /** @returns how many answers were of 400 and above */
  private async count(output: Readable): Promise<number> {
    let failed = 0;
    for await (const line of createInterface(output)) {
      const answered = this.program.answered(line);
      if (!answered) continue;
      this.add({ ...answered, said: String(answered.status ?? 'no answer') });
      if (Number(answered.status) >= 400) failed += 1;
    }
    return failed;
  }
}
