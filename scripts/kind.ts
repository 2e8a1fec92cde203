import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, run } from './pipeline/program.ts';
import { readLine, runTool } from './usage.ts';

const usage = `Usage: npm run kind
Makes a cluster with kind, with a metrics server, builds the image, runs npm run test:kubernetes there, and removes the cluster. It needs
Docker, kind and kubectl.`;
const missing = 'Install Docker, kind (https://kind.sigs.k8s.io) and kubectl.';
const cluster = 'yeyak-test';
const metricsServer = 'https://github.com/kubernetes-sigs/metrics-server/releases/download/v0.7.2/components.yaml';
/** Nodes of kind sign their own certificates. */
const trustNodes = '[{"op":"add","path":"/spec/template/spec/containers/0/args/-","value":"--kubelet-insecure-tls"}]';

await runTool(usage, async () => {
  const { values } = readLine({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'yeyak-kind-'));
  const env = { KUBECONFIG: join(folder, 'kind.conf'), LOAD_IMAGE: `kind load docker-image --name ${cluster}` };
  try {
    for (const command of commands) console.log(await run(command, missing, { env }));
    return 0;
  } finally {
    await run(['kind', 'delete', 'cluster', '--name', cluster], missing, { env }).catch(({ message }) =>
      console.error(message),
    );
    rmSync(folder, { recursive: true });
  }
});

const inSystem = ['kubectl', '--namespace', 'kube-system'] as const;
const commands: readonly Command[] = [
  ['docker', 'build', '--tag', 'yeyak:latest', '.'],
  ['kind', 'create', 'cluster', '--name', cluster, '--wait', '180s'],
  ['kubectl', 'apply', '--filename', metricsServer],
  [...inSystem, 'patch', 'deployment/metrics-server', '--type', 'json', '--patch', trustNodes],
  [...inSystem, 'rollout', 'status', 'deployment/metrics-server', '--timeout', '180s'],
  ['npm', 'run', 'test:kubernetes'],
];
