import type { SandboxSettings, TrialBalance } from '../../services/payment/payment.contract.ts';
import { eventually } from './eventually.ts';
import { isReady } from './readiness.ts';
import { Api } from './system.api.ts';
import type { Cluster } from './system.cluster.ts';
import type { Console } from './system.console.ts';
import type { Processes } from './system.processes.ts';

/** A whole system, in processes such as a newcomer starts. */
export class System<Made extends Processes = Processes> extends Api {
  readonly processes: Made;
  private started: Promise<void> | undefined;
  private probe = '';
  private sandboxed = false;

  constructor(processes: Made) {
    super();
    this.processes = processes;
  }

  get url(): string {
    return this.processes.url;
  }

  get wasStarted(): boolean {
    return this.started !== undefined;
  }

  get console(): Console {
    return this.processes.console;
  }

  /** Starts it, unless it has been; resolves when all of it serves. */
  start(): Promise<void> {
    this.started ??= this.processes.start().then(async () => {
      await eventually(() => isReady(this.url), 30_000);
      this.probe = await this.newTitle(1_000);
    });
    return this.started;
  }

  async stop(): Promise<void> {
    await this.started?.catch(() => {});
    await this.processes.stop();
  }

  /** How the payment provider behaves from now on, until the test is over. */
  async provider(settings: Partial<SandboxSettings>): Promise<void> {
    this.sandboxed = true;
    await this.console.call('payment.sandbox', settings);
  }

  /** The totals of payment's ledger. */
  trialBalance(): Promise<TrialBalance> {
    return this.console.call('payment.trialBalance', {});
  }

  /** Makes it as it was at the start, but for its data. */
  async restore(): Promise<void> {
    if (await this.repair()) await this.isWhole();
  }

  /** Was there something to repair? */
  protected async repair(): Promise<boolean> {
    if (!this.sandboxed) return false;
    await this.provider({ mode: 'approve', delayMs: 0 });
    this.sandboxed = false;
    return true;
  }

  /** Resolves when all services answer and reservations are taken, as after the breaker has closed. */
  private async isWhole(): Promise<void> {
    await eventually(() => isReady(this.url), 30_000);
    await eventually(async () => (await this.reserve(this.newMember(), this.probe)).status === 201, 30_000);
  }
}

/** A system whose services can be ended one by one, and are started again after the test. */
export class ClusterSystem extends System<Cluster> {
  private disturbed = false;

  async stopService(name: string): Promise<void> {
    this.disturbed = true;
    await this.processes.end(name, 'SIGTERM');
  }

  /** SIGKILL: the others are not told. */
  async killService(name: string): Promise<void> {
    this.disturbed = true;
    await this.processes.end(name, 'SIGKILL');
  }

  startService(name: string): Promise<void> {
    return this.processes.startService(name);
  }

  protected override async repair(): Promise<boolean> {
    const { disturbed } = this;
    if (disturbed) await this.processes.startMissing();
    this.disturbed = false;
    return (await super.repair()) || disturbed;
  }
}
