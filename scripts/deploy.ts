import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deploymentsIn, overlayFolder, withImage } from './pipeline/deploy.ts';
import { given, run } from './pipeline/program.ts';
import { readLine, runTool, UsageError } from './usage.ts';

const usage = `Usage: npm run deploy -- OVERLAY IMAGE@sha256:… [--dry-run]
Applies an overlay of deploy/kubernetes with this image to the cluster of KUBECONFIG, and waits until all Deployments are rolled out. One
that does not become ready fails it, and the processes of before go on.
  --dry-run   only prints the manifests
Where the line names none, OVERLAY and IMAGE do. KUBECONFIG_TEXT is what a file of KUBECONFIG would hold.`;
const options = { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } } as const;
const missing = 'Install kubectl 1.30 or newer.';

await runTool(usage, async () => {
  const { values, positionals } = readLine({ options, allowPositionals: true });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [overlay = given('OVERLAY'), image = given('IMAGE'), ...more] = positionals;
  const folder = overlayFolder(overlay);
  if (image === undefined || more.length > 0) throw new UsageError('Name one image.');
  const manifests = withImage(await run(['kubectl', 'kustomize', folder], missing), image);
  if (values['dry-run']) console.log(manifests);
  else await withCluster((env) => apply(manifests, env));
  return 0;
});

type Environment = Readonly<Record<string, string>>;

/** Keeps what KUBECONFIG_TEXT holds in a file that only this user can read, as long as it is needed. */
async function withCluster(work: (env: Environment) => Promise<void>): Promise<void> {
  const text = given('KUBECONFIG_TEXT');
  if (!text) return work({});
  const folder = mkdtempSync(join(tmpdir(), 'yeyak-deploy-'));
  const path = join(folder, 'kubeconfig');
  try {
    writeFileSync(path, text, { mode: 0o600 });
    await work({ KUBECONFIG: path });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function apply(manifests: string, env: Environment): Promise<void> {
  console.log(await run(['kubectl', 'apply', '--filename', '-'], missing, { input: manifests, env }));
  for (const { name, namespace } of deploymentsIn(manifests)) {
    const inNamespace = namespace === undefined ? [] : ['--namespace', namespace];
    const status = ['rollout', 'status', `deployment/${name}`, '--timeout', '300s'];
    console.log(await run(['kubectl', ...inNamespace, ...status], missing, { env }));
  }
}
