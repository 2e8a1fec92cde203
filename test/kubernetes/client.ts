import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { image, kubectl, tryKubectl } from './cluster.ts';

const name = 'client';
const gateway = 'http://gateway:3000';

/** Starts a pod from which the gateway is asked as clients in the cluster ask it, by the name of its Service. */
export async function startClient(): Promise<void> {
  const securityContext = {
    allowPrivilegeEscalation: false,
    runAsNonRoot: true,
    runAsUser: 1_000,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const command = ['node', '--eval', 'setInterval(() => {}, 60_000)'];
  const container = { name, image, imagePullPolicy: 'IfNotPresent', command, securityContext };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [container], terminationGracePeriodSeconds: 1 },
  };
  const { code, stderr } = await tryKubectl(['apply', '--filename', '-'], JSON.stringify(pod));
  if (code !== 0) throw new Error(stderr);
  await kubectl('wait', `pod/${name}`, '--for', 'condition=Ready', '--timeout', '60s');
}

/** What a request from a pod is, and how often it is repeated. */
export interface Load {
  readonly token: string;
  /** How many clients there are, each with a connection of its own. */
  readonly clients: number;
  readonly seconds: number;
  /** How often each sends a request, in milliseconds: 0 as soon as it has its answer. */
  readonly everyMs: number;
  /** `reserve`: each request reserves another title for another member; `browse`: each reads the catalogue. */
  readonly what: 'reserve' | 'browse';
}

/** How many requests were answered with which status, or failed with which error, and the longest, in milliseconds. */
export interface Tally {
  readonly counts: Readonly<Record<string, number>>;
  readonly worstMs: number;
}

export interface PodAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One request to the gateway out of the pod. */
export function send(path: string, init: RequestInit = {}): Promise<PodAnswer> {
  return inPod<PodAnswer>(name, 'request.ts', { url: gateway + path, init });
}

/** Requests of several clients at once out of the pod. */
export function load(wanted: Load): Promise<Tally> {
  return inPod<Tally>(name, 'load.ts', { url: gateway, ...wanted });
}

/** Lets the process of this pod's service hang: it answers nobody, and does not end by itself. */
export async function hang(pod: string): Promise<void> {
  await inPod(pod, 'hang.ts', {});
}

/** Runs a script of `in-pod` in this pod, and answers what it prints as JSON. */
async function inPod<Answer>(pod: string, script: string, given: object): Promise<Answer> {
  const text = readFileSync(join(import.meta.dirname, 'in-pod', script), 'utf8');
  const node = ['node', '--input-type=module-typescript', '-', JSON.stringify(given)];
  const { code, stdout, stderr } = await tryKubectl(['exec', '--stdin', pod, '--', ...node], text);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
}
