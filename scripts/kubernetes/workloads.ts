import { serviceNames } from '../../config/services.ts';

/** A Kubernetes object, as YAML writes it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: object;
  readonly spec: object;
}

/** Services of which one process alone may run: it writes a folder. */
const alone: readonly string[] = ['archive'];
/** Services that clients reach. */
const gateway = 'gateway';
/**
 * Thousandths of a processor that each process of a service is meant to use, which is what its autoscaler goes by: twice
 * what it used with 30 reservations a second; of the gateway, which lists take more of, five times (decision 115).
 */
const usualCpu: Readonly<Record<string, number>> = {
  ...{ gateway: 250, rental: 200 },
  ...{ payment: 100, book: 100, mypage: 100, history: 100 },
};
/**
 * Of all others: four times what a process uses that has nothing to do. They have the label `small`, by which the overlay
 * for one node gives them less.
 */
const otherCpu = 40;
/** Percent of that from which on there are more of it. */
const busy = 50;
/** Seconds that it has to be busy: a start alone is no reason for more. Clients wait at the gateway. */
const busyFor = (service: string) => (service === gateway ? 15 : 60);

/** Seconds until every proxy knows that a pod goes. */
const noticeSeconds = 5;

const healthPort = 3_100;
const metricsPort = 9_100;
const httpPort = 3_000;

/** The name of a service in Kubernetes, which has no dots there. */
function objectName(service: string): string {
  return service.replaceAll('.', '-');
}

/** Of all services. */
export function deploymentNames(): string[] {
  return serviceNames().map(objectName);
}

/** What a service is given besides what all have. */
export interface Needs {
  /** It rebuilds its rows from the archive too. */
  readonly isView: boolean;
  /** It keeps personal data, and has the keys for it. */
  readonly isPersonal: boolean;
}

/** What runs a service, and how many of it there are: a Deployment, a budget, and an autoscaler where several may run. */
export function workloadOf(service: string, needs: Needs): Manifest[] {
  const name = objectName(service);
  const isAlone = alone.includes(service);
  return [
    deployment(service, name, isAlone, needs),
    budget(name, isAlone),
    ...(isAlone ? [] : [autoscaler(service, name)]),
  ];
}

function labelsOf(service: string): object {
  return service in usualCpu ? {} : { 'yeyak/load': 'small' };
}

function deployment(service: string, name: string, isAlone: boolean, needs: Needs): Manifest {
  const selector = { matchLabels: { app: name } };
  const labels = { app: name, 'app.kubernetes.io/part-of': 'yeyak' };
  // The new one serves before the old one goes; of what may run alone, the old one goes first.
  const strategy = isAlone
    ? { type: 'Recreate' }
    : { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { ...labels, ...labelsOf(service) } },
    spec: { selector, strategy, template: { metadata: { labels }, spec: pod(service, name, needs) } },
  };
}

function pod(service: string, name: string, { isView, isPersonal }: Needs): object {
  const mounted = service === 'archive' || isView;
  const volumes = [
    { name: 'tmp', emptyDir: {} },
    ...(mounted ? [{ name: 'archive', persistentVolumeClaim: { claimName: 'archive' } }] : []),
  ];
  return {
    // The notice before, the grace of the process, and some seconds.
    terminationGracePeriodSeconds: 25,
    enableServiceLinks: false,
    automountServiceAccountToken: false,
    securityContext: {
      ...{ runAsNonRoot: true, runAsUser: 1_000, runAsGroup: 1_000, fsGroup: 1_000 },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [container(service, name, mounted, isPersonal)],
    volumes,
  };
}

function container(service: string, name: string, mounted: boolean, isPersonal: boolean): object {
  const probe = (path: string, more: object) => ({ httpGet: { path, port: 'health' }, timeoutSeconds: 2, ...more });
  const http = service === gateway ? [{ name: 'http', containerPort: httpPort }] : [];
  return {
    name,
    image: 'yeyak',
    args: [service],
    envFrom: [
      { configMapRef: { name: 'yeyak' } },
      { secretRef: { name: 'yeyak' } },
      // What has no personal data has no key for it.
      ...(isPersonal ? [{ secretRef: { name: 'yeyak-personal' } }] : []),
    ],
    env: mounted ? [{ name: 'ARCHIVE_DIR', value: '/archive' }] : [],
    ports: [{ name: 'health', containerPort: healthPort }, { name: 'metrics', containerPort: metricsPort }, ...http],
    // A start on a busy machine takes its time, and nobody is sent there before it is ready.
    startupProbe: probe('/health/live', { periodSeconds: 1, failureThreshold: 90 }),
    // One that hangs has nothing that it could still end.
    livenessProbe: probe('/health/live', {
      periodSeconds: 5,
      failureThreshold: 5,
      terminationGracePeriodSeconds: noticeSeconds + 1,
    }),
    readinessProbe: probe('/health/ready', { periodSeconds: 2, failureThreshold: 3 }),
    // Until every proxy knows that it goes, it goes on.
    lifecycle: { preStop: { sleep: { seconds: noticeSeconds } } },
    resources: { requests: { cpu: `${usualCpu[service] ?? otherCpu}m`, memory: '160Mi' }, limits: { memory: '512Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      ...(mounted ? [{ name: 'archive', mountPath: '/archive', readOnly: service !== 'archive' }] : []),
    ],
  };
}

/** A node that is emptied leaves one of each; what may run alone may be moved. */
function budget(name: string, isAlone: boolean): Manifest {
  const limit = isAlone ? { maxUnavailable: 1 } : { minAvailable: 1 };
  const spec = { ...limit, selector: { matchLabels: { app: name } } };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name }, spec };
}

function autoscaler(service: string, name: string): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, labels: labelsOf(service) },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 1,
      maxReplicas: 3,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: busy } } },
      ],
      behavior: {
        scaleUp: { stabilizationWindowSeconds: busyFor(service) },
        scaleDown: { stabilizationWindowSeconds: 60 },
      },
    },
  };
}
