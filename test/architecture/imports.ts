import { dirname } from 'node:path';
import { forbidImports, inKernel, isContract, isProof, isSystemProof, type Rule } from './rule.ts';
import type { Sources } from './source.ts';

const closedKernel: Rule = {
  name: 'the kernel imports nothing but the kernel',
  violations: (sources) =>
    forbidImports(sources, ({ path }, { target }) => inKernel(path) && !isProof(path) && !inKernel(target)),
  planted: {
    files: { 'mixins/kernel/money.ts': "import { env } from '../../config/env.ts';\nimport { ulid } from 'ulid';" },
    violations: ['mixins/kernel/money.ts:1 imports config/env.ts', 'mixins/kernel/money.ts:2 imports ulid'],
  },
};

/** The folder of the service that a file is part of: its own, or one above that holds a service or a contract. */
function serviceOf(path: string, sources: Sources): string {
  let folder = dirname(path);
  while (folder.split('/').length > 2 && !isService(folder, sources)) folder = dirname(folder);
  return folder;
}

function isService(folder: string, sources: Sources): boolean {
  const noun = folder.split('/').at(-1);
  return sources.has(`${folder}/${noun}.service.ts`) || sources.has(`${folder}/${noun}.contract.ts`);
}

/** The declarations of systems, and their list, name what they are made of: what lies beside `system.ts`, and is no service's. */
function isDeclaration(path: string, sources: Sources): boolean {
  const folder = dirname(path);
  return path === 'services/systems.ts' || (sources.has(`${folder}/system.ts`) && !isService(folder, sources));
}

const contractsOnly: Rule = {
  name: 'a service imports of another service only its contract',
  violations: (sources) =>
    forbidImports(sources, ({ path }, { target }) => {
      if (!path.startsWith('services/') || !target.startsWith('services/') || isContract(target)) return false;
      if (isDeclaration(path, sources) || isSystemProof(path)) return false;
      return serviceOf(path, sources) !== serviceOf(target, sources);
    }),
  planted: {
    files: {
      'services/library/book/book.contract.ts': '',
      'services/library/book/catalogue/isbn.ts': "import { Title } from '../book.ts';",
      'services/library/rental/rental.contract.ts': '',
      'services/library/system.ts': "import { rental } from './rental/rental.ts';",
      'services/library/rental/rental.policy.ts':
        "import { BookEvent } from '../book/book.contract.ts';\nimport { book } from '../book/book.ts';",
    },
    violations: ['services/library/rental/rental.policy.ts:2 imports services/library/book/book.ts'],
  },
};

const portsOnly: Rule = {
  name: 'services and mixins know stores and buses by their ports, never by an adapter',
  violations: (sources) =>
    forbidImports(sources, ({ path }, { target }) => {
      const adapter = /^mixins\/(store|bus)\/(?!port\.ts$|collection\.ts$)/;
      return /^(services|mixins\/(?!store\/|bus\/))/.test(path) && !isProof(path) && adapter.test(target);
    }),
  planted: {
    files: {
      'services/payment/payment.service.ts':
        "import type { Bus } from '../../mixins/bus/port.ts';\nimport { openFile } from '../../mixins/store/sqlite.ts';",
      'mixins/actor.mixin.ts': "import { connect } from './bus/jetstream/connection.ts';",
      'config/stores.ts': "import { openFile } from '../mixins/store/sqlite.ts';",
    },
    violations: [
      'services/payment/payment.service.ts:2 imports mixins/store/sqlite.ts',
      'mixins/actor.mixin.ts:1 imports mixins/bus/jetstream/connection.ts',
    ],
  },
};

const inward: Rule = {
  name: 'mixins know no service, and neither knows more of the configuration than its type',
  violations: (sources) =>
    forbidImports(sources, ({ path }, { target, typeOnly }) => {
      if (isProof(path) || !/^(mixins|services)\//.test(path)) return false;
      if (/^(config\/|moleculer\.config)/.test(target)) return !typeOnly;
      return /^scripts\//.test(target) || (path.startsWith('mixins/') && target.startsWith('services/'));
    }),
  planted: {
    files: {
      'mixins/runtime.ts': "import type { Env } from '../config/env.ts';\nimport { readEnv } from '../config/env.ts';",
      'mixins/reads.mixin.ts': "import type { BookView } from '../services/library/book/book.contract.ts';",
      'services/payment/payment.service.ts': "import { type Env, readEnv } from '../../config/env.ts';",
    },
    violations: [
      'mixins/runtime.ts:2 imports config/env.ts',
      'mixins/reads.mixin.ts:1 imports services/library/book/book.contract.ts',
      'services/payment/payment.service.ts:1 imports config/env.ts',
    ],
  },
};

const generalServices: Rule = {
  name: 'payment serves every system and knows none',
  violations: (sources) =>
    forbidImports(sources, ({ path }, { target }) => {
      if (!path.startsWith('services/payment/') || isProof(path)) return false;
      return target.startsWith('services/') && !target.startsWith('services/payment/');
    }),
  planted: {
    files: {
      'services/payment/payment.policy.ts':
        "import type { RentalEnvelope } from '../library/rental/rental.contract.ts';\nimport { payment } from './payment.ts';",
    },
    violations: ['services/payment/payment.policy.ts:1 imports services/library/rental/rental.contract.ts'],
  },
};

const generalGateway: Rule = {
  name: 'the gateway offers what systems declare, and knows none',
  violations: (sources) =>
    forbidImports(sources, ({ path }, { target }) => {
      if (!path.startsWith('services/gateway/') || isProof(path)) return false;
      return /^services\/(?!(gateway|identity|operations|history)\/)/.test(target);
    }),
  planted: {
    files: {
      'services/gateway/grpc/methods.ts':
        "import { mypageChanged } from '../../library/mypage/mypage.contract.ts';\nimport type { Caller } from '../../identity/identity.contract.ts';",
    },
    violations: ['services/gateway/grpc/methods.ts:1 imports services/library/mypage/mypage.contract.ts'],
  },
};

const proofsApart: Rule = {
  name: 'nothing that users run imports a test or what supports tests',
  violations: (sources) =>
    forbidImports(
      sources,
      ({ path }, { target }) =>
        !isProof(path) && isProof(target) && !(isDeclaration(path, sources) && isSystemProof(target)),
    ),
  planted: {
    files: {
      'scripts/start.ts': "import { freePort } from '../test/support/port.ts';",
      'services/library/system.ts': "export default { proof: () => import('./library.proof.ts') };",
      'services/library/book/book.service.ts': "import proof from '../library.proof.ts';",
    },
    violations: [
      'scripts/start.ts:1 imports test/support/port.ts',
      'services/library/book/book.service.ts:1 imports services/library/library.proof.ts',
    ],
  },
};

const storeAndBusApart: Rule = {
  name: 'stores and buses know nothing of one another: what both speak of is in mixins/outbox',
  violations: (sources) =>
    forbidImports(sources, ({ path }, { target }) => {
      if (isProof(path)) return false;
      const [one, other] = ['mixins/store/', 'mixins/bus/'] as const;
      return (path.startsWith(one) && target.startsWith(other)) || (path.startsWith(other) && target.startsWith(one));
    }),
  planted: {
    files: {
      'mixins/store/port.ts': "import type { DeadLetters } from '../bus/port.ts';",
      'mixins/bus/relay.ts': "import type { RecordStore } from '../store/port.ts';",
    },
    violations: [
      'mixins/store/port.ts:1 imports mixins/bus/port.ts',
      'mixins/bus/relay.ts:1 imports mixins/store/port.ts',
    ],
  },
};

/** Depth first: a file met again on the way down closes a cycle. Each cycle is told once, from where it was entered. */
function cycles(sources: Sources): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const descend = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (trail.includes(path) || done.has(path)) return;
    for (const { target } of sources.get(path)?.imports ?? []) descend(target, [...trail, path]);
    done.add(path);
  };
  for (const path of sources.keys()) descend(path, []);
  return found;
}

const noCycles: Rule = {
  name: 'no imports go in a circle, those of types neither',
  violations: cycles,
  planted: {
    files: {
      'a.ts': "import './b.ts'; import './c.ts';",
      'b.ts': "import './c.ts';",
      'c.ts': "export * from './d.ts';",
      'd.ts': "import type { B } from './b.ts';",
    },
    violations: ['b.ts → c.ts → d.ts → b.ts'],
  },
};

export const importRules: readonly Rule[] = [
  closedKernel,
  contractsOnly,
  portsOnly,
  inward,
  generalServices,
  generalGateway,
  storeAndBusApart,
  proofsApart,
  noCycles,
];
