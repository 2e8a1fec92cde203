import type { ServiceBroker } from 'moleculer';
import { Members } from '../../../mixins/trial/members.ts';
import type { Tally } from '../../../mixins/trial/tally.ts';
import type { Judged, Trial } from '../../../mixins/trial/trial.ts';
import { every } from '../../../mixins/waiting/timers.ts';
import { pause } from '../../../mixins/waiting/waiting.ts';
import type { Disturb } from '../laboratory.contract.ts';
import type { LoadView } from './load.contract.ts';
import { begun, counted, judged } from './load.ts';
import type { Course } from './presets.ts';

/** Milliseconds in which everything that is under way comes to its end, and between two looks at it. */
const [restTime, lookEvery] = [60_000, 1_000];

interface Setting {
  readonly broker: ServiceBroker;
  readonly trial: Trial;
  /** Of the gateway. */
  readonly url: string;
  disturb(what: Disturb): Promise<unknown>;
  /** Told each second, and at the end. */
  show(view: LoadView): void;
}

/** Members who reserve through the gateway of this node while a course is run, and the verdict on what is there then. */
export class Loading {
  /** Resolves when the verdict is there, or the node stops. */
  readonly ended: Promise<void>;
  private readonly early = new AbortController();
  private readonly gone = new AbortController();
  private readonly setting: Setting;
  private readonly course: Course;
  /** At the beginning of the names of these members. */
  private readonly prefix = `lab${Date.now().toString(36)}-`;

  constructor(course: Course, setting: Setting) {
    this.setting = setting;
    this.course = course;
    this.ended = this.run();
  }

  /** No more members come, and nothing more is disturbed. The verdict follows. */
  end(): void {
    this.early.abort();
  }

  /** The node stops. */
  abandon(): void {
    this.gone.abort();
    this.early.abort();
  }

  private async run(): Promise<void> {
    const { broker, trial, url, show } = this.setting;
    const members = new Members(url, trial, { prefix: this.prefix });
    const tally = members.watch();
    let view = begun(this.course, Date.now());
    const tick = () => {
      view = counted(view, tally, Date.now());
      show(view);
    };
    show(view);
    const ticking = every(1_000, tick);
    try {
      await Promise.all([this.come(members), ...this.course.steps.map((step) => this.takeStep(step))]);
    } finally {
      ticking.stop();
    }
    this.logFailures(tally);
    view = { ...view, phase: 'settling' };
    tick();
    const found = await this.judge(members);
    if (this.gone.signal.aborted) return;
    view = judged(view, found?.verdict, found?.isResting ?? false);
    broker.logger.info(`load in the laboratory: ${tally}; ${JSON.stringify(view.verdict)}`);
    show(view);
  }

  private async come(members: Members): Promise<void> {
    const over = AbortSignal.any([this.early.signal, AbortSignal.timeout(this.course.seconds * 1_000)]);
    await members.come(this.course.members, over);
  }

  private async takeStep({ at, ...what }: Course['steps'][number]): Promise<void> {
    await pause(at * 1_000, this.early.signal);
    if (this.early.signal.aborted) return;
    await this.setting.disturb(what).catch((error) => this.setting.broker.logger.warn(`not disturbed: ${error}`));
  }

  /** Looks until nothing is under way any more, or for as long as that may take. */
  private async judge(members: Members): Promise<Judged | undefined> {
    const { broker, trial } = this.setting;
    const deadline = performance.now() + restTime;
    let found: Judged | undefined;
    while (!found?.isResting && performance.now() < deadline && !this.gone.signal.aborted) {
      await pause(lookEvery, this.gone.signal);
      found = await trial.judge(broker, members, this.prefix).catch(() => found);
    }
    return found;
  }

  private logFailures(tally: Tally): void {
    for (const [said, times] of tally.failures) this.setting.broker.logger.warn(`laboratory: ${times} times ${said}`);
  }
}
