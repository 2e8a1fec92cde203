import { type Answered, Answers } from '../../../mixins/trial/answers.ts';
import type { Judged } from '../../../mixins/trial/trial.ts';
import { type Findings, judged } from '../../../services/library/trial/verdict.ts';
import type { Kubectl } from './kubectl.ts';

const name = 'demo-client';
const gateway = 'http://gateway:3000';
const script = 'scripts/demo/kubernetes/in-pod.ts';

/** A pod from which members reach the gateway by the name of its Service, as others in the cluster do. */
export class Client extends Answers {
  private readonly kubectl: Kubectl;
  private token = '';
  private parts = 0;
  /** At the beginning of the names of this run's members. */
  private readonly run = `demo${Date.now().toString(36)}`;

  constructor(kubectl: Kubectl) {
    super();
    this.kubectl = kubectl;
  }

  /** Starts the pod, with the image and the settings of the system; tells the system of the titles, and is let in. */
  async start(): Promise<void> {
    const image = await this.kubectl([
      ...['get', 'deployment/gateway', '--output'],
      'jsonpath={.spec.template.spec.containers[0].image}',
    ]);
    await this.kubectl(['apply', '--filename', '-'], { input: JSON.stringify(pod(image)) });
    await this.kubectl(['wait', `pod/${name}`, '--for', 'condition=Ready', '--timeout', '60s']);
    await this.inPod('prepare', {});
    this.token = await this.inPod<string>('token', { url: gateway, id: name });
  }

  /** Lets so many at once reserve for so long. Resolves when each has an answer. @param over called when the time is over */
  async reserve(atOnce: number, seconds: number, over: () => void): Promise<void> {
    this.parts += 1;
    const given = { url: gateway, token: this.token, prefix: `${this.run}-${this.parts}-`, atOnce, seconds };
    await this.inPod('members', given, (line) => {
      const told = JSON.parse(line) as Answered | { readonly isOver: true };
      if ('isOver' in told) over();
      else this.add(told);
    });
  }

  /** One reservation. */
  ask(): Promise<{ readonly status: number; readonly retryAfter: string | null; readonly body: string }> {
    return this.inPod('ask', { url: gateway, token: this.token, memberId: `${this.run}-asks-${Date.now()}` });
  }

  /** Judges what there is of this run's members. */
  async judge(): Promise<Judged> {
    return judged(this, await this.inPod<Findings>('findings', { prefix: this.run }));
  }

  async end(): Promise<void> {
    if (this.token !== '') await this.inPod('dismiss', { id: name });
    await this.kubectl(['delete', 'pod', name, '--ignore-not-found', '--grace-period', '1']);
  }

  private async inPod<Answer>(what: string, given: object, line?: (text: string) => void): Promise<Answer> {
    const args = ['exec', name, '--', 'node', script, what, JSON.stringify(given)];
    const printed = await this.kubectl(args, line && { line });
    return line ? (undefined as Answer) : (JSON.parse(printed.split('\n').at(-1) ?? '') as Answer);
  }
}

function pod(image: string): object {
  const securityContext = {
    ...{ allowPrivilegeEscalation: false, runAsNonRoot: true, runAsUser: 1_000 },
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const container = {
    ...{ name, image, imagePullPolicy: 'IfNotPresent', securityContext },
    command: ['node', '--eval', 'setInterval(() => {}, 60_000)'],
    envFrom: [{ configMapRef: { name: 'yeyak' } }, { secretRef: { name: 'yeyak' } }],
  };
  // The label lets it reach NATS, to read what there is.
  const metadata = { name, labels: { 'app.kubernetes.io/part-of': 'yeyak' } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { containers: [container], terminationGracePeriodSeconds: 1 },
  };
}
