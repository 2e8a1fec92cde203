import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';

/**
 * Runs kubectl with these arguments and this text as its input; answers what it prints.
 * @param line is handed each line of it, as soon as it is there
 * @throws with what it said when it fails
 */
export type Kubectl = (
  args: readonly string[],
  more?: { readonly input?: string; line?(text: string): void },
) => Promise<string>;

/** The kubectl of this machine, in the namespace of its context. */
export const kubectl: Kubectl = async (args, { input = '', line } = {}) => {
  const child = spawn('kubectl', args, { stdio: 'pipe' });
  const lines: string[] = [];
  let said = '';
  createInterface(child.stdout).on('line', (text) => {
    lines.push(text);
    line?.(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdin.on('error', () => {}); // It may end without reading.
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`kubectl ${args.slice(0, 4).join(' ')}: ${said.trim().split('\n').at(-1) || lines.join('\n')}`);
  return lines.join('\n');
};

/** @throws when no cluster with the system is there; it says what to do */
export async function findSystem(
  run: Kubectl,
  environment: Readonly<Record<string, string | undefined>> = process.env,
) {
  const advice = `Name a cluster on which the system runs, and try again (docs/deploy.md):
  export KUBECONFIG=kind.conf
  kubectl apply --kustomize deploy/kubernetes/overlays/development
  kubectl rollout status deployment/gateway`;
  if (!environment.KUBECONFIG) throw new Error(`KUBECONFIG is not set. ${advice}`);
  await run(['get', 'deployment/gateway', 'deployment/rental', 'deployment/payment', 'deployment/book']).catch(
    ({ message }: Error) => {
      throw new Error(`The system was not found. ${message}\n${advice}`);
    },
  );
}
