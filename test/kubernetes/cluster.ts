import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/** The namespace of the test, which it makes and removes. */
export const namespace = 'yeyak-test';
const root = resolve(import.meta.dirname, '../..');
/** Inside the project, since Kustomize takes no absolute path of a base. */
const cache = join(root, 'node_modules/.cache/kubernetes');

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, with this text as its input. */
function run(program: string, args: readonly string[], input = ''): Promise<Result> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: 'pipe' });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', fail);
    child.on('close', (code) =>
      done({ code: code ?? 1, stdout: String(Buffer.concat(out)), stderr: String(Buffer.concat(err)) }),
    );
    child.stdin.on('error', () => {}); // It may end without reading.
    child.stdin.end(input);
  });
}

/** kubectl in the test's namespace, whatever it ends with. */
export function tryKubectl(args: readonly string[], input?: string): Promise<Result> {
  return run('kubectl', ['--namespace', namespace, ...args], input);
}

/**
 * kubectl in the test's namespace; answers what it prints.
 * @throws with what it said when it fails
 */
export async function kubectl(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await tryKubectl(args);
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr.trim() || stdout.trim()}`);
  return stdout.trim();
}

/**
 * Finds the cluster of KUBECONFIG, and brings the image there with the command of LOAD_IMAGE when it is set.
 * @throws when there is none; it says what to do
 */
export async function findCluster(): Promise<void> {
  const advice = `Name a cluster to try things in:
  kind create cluster --kubeconfig kind.conf
  KUBECONFIG=kind.conf LOAD_IMAGE='kind load docker-image' npm run test:kubernetes
It wants kubectl on the PATH, a metrics server and a default storage class. The image is yeyak:latest, or that of IMAGE.`;
  if (!process.env.KUBECONFIG) throw new Error(`KUBECONFIG is not set. ${advice}`);
  const found = await run('kubectl', ['get', '--raw', '/readyz']).catch((error: Error) => ({
    code: 1,
    stderr: error.message,
  }));
  if (found.code !== 0) throw new Error(`The cluster of KUBECONFIG does not answer: ${found.stderr.trim()}\n${advice}`);
  const { LOAD_IMAGE: load } = process.env;
  if (!load) return;
  const loaded = await run('sh', ['-c', `${load} "$0"`, image]);
  if (loaded.code !== 0) throw new Error(`LOAD_IMAGE: ${load} ${image}: ${loaded.stderr.trim()}`);
}

export const image = process.env.IMAGE ?? 'yeyak:latest';

/** The overlays that the server is shown. */
export const overlays = ['development', 'production', 'balanced'];

/** Shows an overlay to the server, strictly, which changes nothing. */
export function checkOverlay(overlay: string): Promise<Result> {
  return apply(`deploy/kubernetes/overlays/${overlay}`, '--dry-run=server');
}

export function applyDevelopment(): Promise<Result> {
  return apply('deploy/kubernetes/overlays/development');
}

/** The production overlay, made fit for the cluster of a test. */
export function applyProduction(): Promise<Result> {
  return apply('test/kubernetes/production');
}

/** Applies a folder of Kustomize in the namespace of the test, with the image of the test. */
async function apply(path: string, ...more: readonly string[]): Promise<Result> {
  const place = join(cache, path.replaceAll('/', '-'));
  mkdirSync(place, { recursive: true });
  const [name, tag] = image.split(/:(?=[^/:]*$)/);
  writeFileSync(
    join(place, 'kustomization.yaml'),
    `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: ${namespace}
resources: [../../../../${path}]
images: [{ name: yeyak, newName: "${name}", newTag: "${tag ?? 'latest'}" }]
patches: # Its port of the node may be taken by the system that runs there already.
  - patch: |
      apiVersion: v1
      kind: Service
      metadata: { name: gateway }
      spec: { type: ClusterIP, ports: [{ port: 3000, nodePort: null }] }
`,
  );
  try {
    return await tryKubectl(['apply', '--validate=strict', ...more, '--kustomize', place]);
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Makes the namespace, which warns of each pod that the level `restricted` would refuse. */
export async function createNamespace(): Promise<void> {
  await kubectl('create', 'namespace', namespace);
  const level = ['enforce=baseline', 'warn=restricted'].map((rule) => `pod-security.kubernetes.io/${rule}`);
  await kubectl('label', '--overwrite', 'namespace', namespace, ...level);
}

export async function removeNamespace(): Promise<void> {
  await kubectl('delete', 'namespace', namespace, '--ignore-not-found', '--timeout', '90s');
}

/** Waits until these deployments run as they are declared. */
export async function rolledOut(...deployments: readonly string[]): Promise<void> {
  for (const name of deployments) await kubectl('rollout', 'status', `deployment/${name}`, '--timeout', '300s');
}

/** Tries every second until the check passes; it fails as the last one did. For what the cluster does in its own time. */
export async function soon(check: () => Promise<void>, withinMs = 90_000): Promise<void> {
  for (const deadline = performance.now() + withinMs; ; await sleep(1_000)) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

/** A field of an object as JSONPath finds it: `fieldOf('deployment/gateway', '.status.readyReplicas')`. */
export function fieldOf(object: string, path: string): Promise<string> {
  return kubectl('get', ...object.split('/', 2), '--output', `jsonpath={${path}}`);
}

/** The name of a pod of this service that is not about to end. */
export async function podOf(app: string): Promise<string> {
  const list = await kubectl('get', 'pods', '--selector', `app=${app}`, '--output', 'json');
  const { items } = JSON.parse(list) as { items: { metadata: { name: string; deletionTimestamp?: string } }[] };
  const pod = items.find(({ metadata }) => metadata.deletionTimestamp === undefined);
  if (!pod) throw new Error(`There is no pod of ${app}.`);
  return pod.metadata.name;
}
