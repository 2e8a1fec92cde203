import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { authOf } from '../../config/auth.ts';
import { parseEnv, variablesOf } from '../../config/env.ts';
import { serviceNames } from '../../config/services.ts';
import { shutdownTimes } from '../../config/shutdown.ts';
import { generated, servicesFile } from '../../scripts/kubernetes/files.ts';
import { systems } from '../../services/systems.ts';

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Container {
  readonly args: readonly string[];
  readonly envFrom: readonly { readonly secretRef?: { readonly name: string } }[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources: { readonly requests: { readonly cpu: string }; readonly limits: { readonly memory: string } };
  readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly selector?: { readonly matchLabels: object };
    readonly scaleTargetRef?: { readonly name: string };
    readonly metrics?: readonly [{ readonly resource: { readonly target: { readonly averageUtilization: number } } }];
    readonly template?: {
      readonly metadata: { readonly labels: object };
      readonly spec: { readonly containers: readonly [Container]; readonly terminationGracePeriodSeconds: number };
    };
  };
}

interface Patch {
  readonly target: { readonly kind: string; readonly labelSelector?: string };
  readonly patch: string;
}

interface Policy extends Manifest {
  readonly spec: Manifest['spec'] & {
    readonly podSelector: { readonly matchLabels?: object };
    readonly ingress?: readonly {
      readonly from?: readonly { readonly podSelector: object }[];
      readonly ports: readonly { readonly port: number }[];
    }[];
  };
}

interface Kustomization {
  readonly patches?: readonly Patch[];
  readonly resources: readonly string[];
  readonly configMapGenerator?: readonly { readonly name: string; readonly literals?: readonly string[] }[];
  readonly secretGenerator?: readonly { readonly name: string; readonly literals: readonly string[] }[];
}

const folder = resolve(import.meta.dirname, '../../deploy/kubernetes');
const read = (path: string) => readFileSync(`${folder}/${path}`, 'utf8');
const kustomization = (path: string): Kustomization => parse(read(`${path}/kustomization.yaml`));
const literals = (all: Kustomization['configMapGenerator'], name = 'yeyak') =>
  Object.fromEntries(
    (all?.find((one) => one.name === name)?.literals ?? []).map((text) => {
      const [, variable = '', value = ''] = /^(\w+)=(.*)$/s.exec(text) ?? [];
      return [variable, value];
    }),
  );

describe('The manifests of Kubernetes', () => {
  const base = kustomization('base');
  const manifests: Manifest[] = base.resources.flatMap((path) =>
    parseAllDocuments(read(`base/${path}`))
      .map((document) => document.toJS())
      .filter((manifest) => manifest !== null),
  );
  const ofKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
  const deployments = ofKind('Deployment');
  const environments = {
    development: {
      ...literals(base.configMapGenerator),
      ...literals(kustomization('overlays/development').configMapGenerator),
      ...literals(kustomization('overlays/development').secretGenerator),
    },
    production: {
      ...literals(base.configMapGenerator),
      ...literals(kustomization('overlays/production').configMapGenerator),
      STORE_URL: 'postgres://yeyak:secret@postgres:5432/yeyak',
    },
  };

  it('are as the systems are: otherwise run `npm run kubernetes`', () => {
    assert.equal(readFileSync(resolve(folder, '../..', generated), 'utf8'), servicesFile(systems));
  });

  it('run every service, each in a Deployment of its own', () => {
    assert.deepEqual(
      deployments.map(({ spec }) => spec.template?.spec.containers[0].args).sort(),
      serviceNames()
        .map((name) => [name])
        .sort(),
    );
  });

  it('have a budget for every Deployment, and select the pods that they mean', () => {
    const names = deployments.map(({ metadata }) => metadata.name).sort();
    assert.deepEqual(
      ofKind('PodDisruptionBudget')
        .map(({ metadata }) => metadata.name)
        .sort(),
      names,
    );
    for (const { metadata, spec } of deployments)
      assert.partialDeepStrictEqual(spec.template?.metadata.labels, spec.selector?.matchLabels, metadata.name);
    for (const { spec } of ofKind('HorizontalPodAutoscaler'))
      assert.ok(names.includes(spec.scaleTargetRef?.name ?? ''));
  });

  it('scale at 15 to 50 % of a processor that was asked for, and fit on two cores with three gateways', () => {
    for (const { spec, metadata } of ofKind('HorizontalPodAutoscaler')) {
      const percent = spec.metrics?.[0].resource.target.averageUtilization ?? 0;
      assert.ok(percent >= 15 && percent <= 50, metadata.name);
    }
    const { patches = [] } = kustomization('overlays/development');
    const isSmall = ({ target }: Patch) => target.kind === 'Deployment' && target.labelSelector === 'yeyak/load=small';
    const small = /cpu, value: (\d+)m/.exec(patches.find(isSmall)?.patch ?? '')?.[1];
    const cpuOf = ({ metadata, spec }: Manifest) =>
      metadata.labels?.['yeyak/load'] === 'small'
        ? Number(small)
        : Number(/^(\d+)m$/.exec(spec.template?.spec.containers[0].resources.requests.cpu ?? '')?.[1]);
    const gateway = deployments.filter(({ metadata }) => metadata.name === 'gateway');
    const all = [...deployments, ...ofKind('StatefulSet'), ...gateway, ...gateway];
    assert.ok(all.reduce((sum, manifest) => sum + cpuOf(manifest), 0) <= 1_900);
  });

  it('have a PostgreSQL that takes the ten connections of each process, with a second one of each while they are replaced', () => {
    const [postgres] = ofKind('StatefulSet').filter(({ metadata }) => metadata.name === 'postgres');
    const [container] = postgres?.spec.template?.spec.containers ?? [];
    const most = Number(/max_connections=(\d+)/.exec(container?.args.join(' ') ?? '')?.[1]);
    assert.ok(most >= 10 * 2 * (deployments.length - 1), `${most} connections`);
  });

  it('give the keys of personal data to the services that keep it, and to no other', () => {
    const { secretGenerator } = kustomization('overlays/development');
    assert.ok(parseEnv(literals(secretGenerator, 'yeyak-personal')).PERSONAL_KEYS);
    assert.ok(Object.values(environments).every((environment) => !('PERSONAL_KEYS' in environment)));
    const given = deployments.filter(({ spec }) =>
      spec.template?.spec.containers[0].envFrom.some(({ secretRef }) => secretRef?.name === 'yeyak-personal'),
    );
    assert.deepEqual(
      given.map(({ spec }) => spec.template?.spec.containers[0].args[0]),
      systems.flatMap(({ personal = [] }) => personal),
    );
  });

  for (const [overlay, environment] of Object.entries(environments))
    it(`give the processes an environment that they know and can use: ${overlay}`, () => {
      const known = variablesOf(systems);
      assert.deepEqual(
        Object.keys(environment).filter((variable) => !Object.hasOwn(known, variable)),
        [],
      );
      const env = parseEnv(environment);
      assert.equal(authOf(env).mode, 'oidc');
      for (const { metadata, spec } of deployments) {
        const [container] = spec.template?.spec.containers ?? [];
        const ports = Object.fromEntries((container?.ports ?? []).map((port) => [port.name, port.containerPort]));
        assert.equal(ports.health, env.HEALTH_PORT, metadata.name);
        assert.equal(ports.metrics, env.PROMETHEUS_PORT ?? ports.metrics, metadata.name);
        if (metadata.name === 'gateway') assert.equal(ports.http, env.PORT);
      }
    });

  it('let a Prometheus reach the metrics of every process in production, and nobody else', () => {
    const { PROMETHEUS_PORT: port } = parseEnv(environments.production);
    const policies = ofKind('NetworkPolicy') as unknown as Policy[];
    const open = policies.filter(({ spec }) =>
      spec.ingress?.some(({ ports }) => ports.some((one) => one.port === port)),
    );
    assert.ok(port);
    assert.deepEqual(
      open.map(({ metadata }) => metadata.name),
      ['prometheus-to-metrics'],
    );
    const [policy] = open;
    for (const { spec, metadata } of deployments)
      assert.partialDeepStrictEqual(
        spec.template?.metadata.labels,
        policy?.spec.podSelector.matchLabels,
        metadata.name,
      );
    assert.deepEqual(policy?.spec.ingress?.[0]?.from?.[0]?.podSelector, {
      matchLabels: { 'app.kubernetes.io/name': 'prometheus' },
    });
  });

  it('have no sandbox in production, nor does Compose: nobody sets the clock or disturbs anything there', () => {
    assert.ok(!Object.hasOwn(environments.production, 'SANDBOX'));
    const compose = readFileSync(resolve(folder, '../../docker-compose.yml'), 'utf8');
    assert.doesNotMatch(compose, /\bSANDBOX:/);
  });

  for (const { metadata, spec } of deployments) {
    const [container] = spec.template?.spec.containers ?? [];

    it(`ask ${metadata.name} for its health where it answers`, () => {
      const paths = [container?.startupProbe, container?.livenessProbe, container?.readinessProbe];
      assert.deepEqual(
        paths.map((probe) => [probe?.httpGet.path, probe?.httpGet.port]),
        [
          ['/health/live', 'health'],
          ['/health/live', 'health'],
          ['/health/ready', 'health'],
        ],
      );
      assert.ok(container?.resources.requests.cpu && container.resources.limits.memory);
    });

    it(`give ${metadata.name} the time that a stop takes`, () => {
      const { limitMs } = shutdownTimes(parseEnv(environments.production));
      const sleepMs = 1_000 * (container?.lifecycle.preStop.sleep.seconds ?? 0);
      const graceMs = 1_000 * (spec.template?.spec.terminationGracePeriodSeconds ?? 0);
      assert.ok(sleepMs >= 5_000 && graceMs > sleepMs + limitMs, `${graceMs} ms`);
    });
  }
});
