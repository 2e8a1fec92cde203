import { setTimeout as sleep } from 'node:timers/promises';
import type { Judged } from '../../../mixins/trial/trial.ts';
import type { Ground } from '../ground.ts';
import { Client } from './client.ts';
import type { Kubectl } from './kubectl.ts';

/** Replicas that an autoscaler may make. */
interface Limits {
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** The system on the cluster of KUBECONFIG, on which a demonstration is played; afterwards it is as it was before. */
export class Cluster implements Ground {
  readonly members: Client;
  readonly deaths: string[] = [];
  readonly missing: string[] = [];
  private readonly kubectl: Kubectl;
  private readonly tell: (line: string) => void;
  /** What puts back what was changed, by what it is. */
  private readonly undo = new Map<string, () => Promise<unknown>>();

  constructor(kubectl: Kubectl, tell: (line: string) => void) {
    this.kubectl = kubectl;
    this.tell = tell;
    this.members = new Client(kubectl);
  }

  get processes(): Ground['processes'] {
    return this;
  }

  /** Resolves when members can begin. */
  async start(): Promise<void> {
    this.tell('Starting a pod for the members, and lifting the limit of requests from one client.');
    this.undo.set('client', () => this.members.end());
    await this.setEnv('gateway', { RATE_LIMIT: 'off' });
    await this.rolledOut('gateway');
    await this.members.start();
  }

  /** So many replicas, whatever the autoscaler would rather have. Resolves when they are ready. */
  async scale(service: string, replicas: number): Promise<void> {
    await this.limit(service, { minReplicas: Math.max(1, replicas), maxReplicas: Math.max(1, replicas) });
    await this.kubectl(['scale', `deployment/${service}`, '--replicas', String(replicas)]);
    if (replicas > 0) return this.rolledOut(service);
    this.undo.set(`replicas of ${service}`, () => this.scale(service, 1));
    await this.kubectl(['wait', 'pod', '--selector', `app=${service}`, '--for', 'delete', '--timeout', '60s']);
  }

  /** Sets variables of a service, which starts a rollout; `undefined` takes one back. */
  async setEnv(service: string, env: Readonly<Record<string, string | undefined>>): Promise<void> {
    const set = (all: typeof env) =>
      this.kubectl([
        ...['set', 'env', `deployment/${service}`],
        ...Object.entries(all).map(([name, value]) => (value === undefined ? `${name}-` : `${name}=${value}`)),
      ]);
    const key = `${Object.keys(env)} of ${service}`;
    const unset = Object.fromEntries(Object.keys(env).map((name) => [name, undefined]));
    this.undo.set(key, () => set(unset));
    await set(env);
    if (Object.values(env).every((value) => value === undefined)) this.undo.delete(key);
  }

  /** Replaces all pods of a service, one after another. Resolves when the new ones are ready. */
  async restart(service: string): Promise<void> {
    await this.kubectl(['rollout', 'restart', `deployment/${service}`]);
    await this.rolledOut(service);
  }

  async rolledOut(service: string, seconds = 150): Promise<void> {
    await this.kubectl(['rollout', 'status', `deployment/${service}`, '--timeout', `${seconds}s`]);
  }

  async ready(service: string): Promise<number> {
    return Number(await this.field(`deployment/${service}`, '.status.readyReplicas'));
  }

  /** A field of an object as JSONPath finds it. */
  field(object: string, path: string): Promise<string> {
    return this.kubectl(['get', object, '--output', `jsonpath={${path}}`]);
  }

  async podOf(service: string): Promise<string> {
    const phase = '--field-selector=status.phase=Running';
    const names = await this.kubectl(['get', 'pods', '--selector', `app=${service}`, phase, '--output', 'name']);
    const [name] = names.split('\n');
    if (!name) throw new Error(`There is no pod of ${service}.`);
    return name.replace('pod/', '');
  }

  /** Runs a program in a pod, given over its standard input. */
  async run(pod: string, program: string): Promise<void> {
    await this.kubectl(['exec', '--stdin', pod, '--', 'node', '--input-type=module-typescript', '-'], {
      input: program,
    });
  }

  /** Deletes a pod without grace, as `kill -9` does. */
  async strike(service: string): Promise<void> {
    const pod = await this.podOf(service);
    this.tell(`! kubectl delete pod ${pod} --force --grace-period 0`);
    this.deaths.push(service);
    await this.kubectl(['delete', 'pod', pod, '--force', '--grace-period', '0']);
  }

  async settled(): Promise<void> {
    for (const service of new Set(this.deaths))
      await this.rolledOut(service).catch(() => {
        if (!this.missing.includes(service)) this.missing.push(service);
      });
  }

  judge(): Promise<Judged> {
    return this.members.judge();
  }

  /** Looks every two seconds until it is so. @returns whether it came to be so within these seconds */
  async comes(isSo: () => Promise<boolean>, seconds: number): Promise<boolean> {
    const deadline = performance.now() + seconds * 1_000;
    while (!(await isSo())) {
      if (performance.now() > deadline) return false;
      await sleep(2_000);
    }
    return true;
  }

  /** Puts back what was changed, the last first. */
  async end(): Promise<void> {
    for (const [what, back] of [...this.undo].toReversed())
      await back().catch(({ message }: Error) => console.error(`${what} could not be put back: ${message}`));
  }

  private async limit(service: string, limits: Limits): Promise<void> {
    const [minReplicas = 1, maxReplicas = 3] = (
      await this.field(`hpa/${service}`, '.spec.minReplicas} {.spec.maxReplicas')
    )
      .split(' ')
      .map(Number);
    const patch = (to: Limits) => this.kubectl(['patch', `hpa/${service}`, '--patch', JSON.stringify({ spec: to })]);
    const key = `autoscaler of ${service}`;
    if (!this.undo.has(key)) this.undo.set(key, () => patch({ minReplicas, maxReplicas }));
    await patch(limits);
  }
}
