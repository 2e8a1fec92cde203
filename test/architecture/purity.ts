import { dirname } from 'node:path';
import { forbidImports, forbidUses, inKernel, isContract, isProof, type Rule } from './rule.ts';
import type { Sources } from './source.ts';

/** `rental/rental.ts`: the rule of the noun that its folder is named after. */
export function isDecider(path: string): boolean {
  return /^services\/(?:.+\/)?([^/]+)\/\1\.ts$/.test(path);
}

/** The deciders and all that they reach within their folders: what must be a function of its arguments. */
function pureFiles(sources: Sources): Set<string> {
  const reached = new Set<string>();
  const reach = (path: string): void => {
    if (reached.has(path) || !sources.has(path)) return;
    reached.add(path);
    for (const { target } of sources.get(path)?.imports ?? []) if (isPart(path, target)) reach(target);
  };
  for (const path of sources.keys()) if (isDecider(path) || (inKernel(path) && !isProof(path))) reach(path);
  return reached;
}

/** A file without a suffix in the same folder is part of the rule. */
function isPart(path: string, target: string): boolean {
  return dirname(target) === dirname(path) && /\/[^/.]+\.ts$/.test(target);
}

const pureImports: Rule = {
  name: 'a decider, and what it is made of, imports only the kernel and contracts',
  violations: (sources) => {
    const pure = pureFiles(sources);
    const may = (path: string, target: string) => inKernel(target) || isContract(target) || isPart(path, target);
    return forbidImports(sources, ({ path }, { target }) => pure.has(path) && !may(path, target));
  },
  planted: {
    files: {
      'services/library/rental/rental.ts':
        "import type { Decider } from '../../../mixins/kernel/decider.ts';\n" +
        "import type { RentalEvent } from './rental.contract.ts';\n" +
        "import { fee } from './fees.ts';\n" +
        "import type { Context } from 'moleculer';",
      'services/library/rental/fees.ts': "import { readFileSync } from 'node:fs';",
      'services/library/rental/rental.service.ts': "import type { Context } from 'moleculer';",
    },
    violations: [
      'services/library/rental/rental.ts:4 imports moleculer',
      'services/library/rental/fees.ts:1 imports node:fs',
    ],
  },
};

const impure =
  /^(Date\.now|new Date\(\)|Math\.random|(process|Deno|console|crypto|performance|globalThis)\..+|(fetch|setTimeout|setInterval|setImmediate|queueMicrotask)\(.*\))$/;

const pureUses: Rule = {
  name: 'a decider, and what it is made of, knows no clock, chance or I/O',
  violations: (sources) => {
    const pure = pureFiles(sources);
    return forbidUses(
      [...sources.values()].filter(({ path }) => pure.has(path)),
      impure,
    );
  },
  planted: {
    files: {
      'services/payment/payment.ts':
        "import { post } from './ledger.ts';\nexport const at = new Date();\nexport const then = new Date(0);",
      'services/payment/ledger.ts': 'export const post = () => Math.random();\nfetch(url);',
      'services/payment/payment.service.ts': 'export const started = Date.now();',
      'mixins/kernel/event.ts': 'export const id = crypto.randomUUID();',
    },
    violations: [
      'services/payment/payment.ts:2 uses new Date()',
      'services/payment/ledger.ts:1 uses Math.random',
      'services/payment/ledger.ts:2 uses fetch()',
      'mixins/kernel/event.ts:1 uses crypto.randomUUID',
    ],
  },
};

const ownClock: Rule = {
  name: 'what members do goes by the clock of the domain, which can be set',
  violations: (sources) =>
    forbidUses(
      [...sources.values()].filter(
        ({ path }) =>
          /^(services\/(library|payment)|scripts\/new\/template)\//.test(path) &&
          !path.startsWith('services/library/book/catalogue/') &&
          !isProof(path),
      ),
      /^(Date\.now|new Date\(\))$/,
    ),
  planted: {
    files: {
      'services/library/rental/rental.service.ts': 'const at = new Date().toISOString();\nconst due = Date.now() + 5;',
      'services/identity/keys.ts': 'const now = Date.now();',
    },
    violations: [
      'services/library/rental/rental.service.ts:1 uses new Date()',
      'services/library/rental/rental.service.ts:2 uses Date.now',
    ],
  },
};

const moleculerInside: Rule = {
  name: 'what is known of the inside of Moleculer stands in mixins/moleculer.ts',
  violations: (sources) =>
    forbidUses(
      [...sources.values()].filter(({ path }) => path !== 'mixins/moleculer.ts' && !isProof(path)),
      /^broker\.(localBus|CircuitBreakerStore)$/,
    ),
  planted: {
    files: {
      'mixins/moleculer.ts': 'export const bus = broker.localBus;',
      'services/operations/system.ts': 'const open = broker.CircuitBreakerStore;',
    },
    violations: ['services/operations/system.ts:1 uses broker.CircuitBreakerStore'],
  },
};

const oneReader: Rule = {
  name: 'only config/env.ts reads the environment, config/pages.ts before the systems are loaded, and what a pipeline hands over its scripts',
  violations: (sources) => {
    const others = [...sources.values()].filter(
      ({ path }) => path.endsWith('.ts') && !/^(config\/(env|pages)|scripts\/pipeline\/program)\.ts$/.test(path),
    );
    return forbidUses(
      others.filter(({ path }) => !isProof(path)),
      /^(process|Deno)\.env$/,
    );
  },
  planted: {
    files: {
      'config/env.ts': 'export const env = process.env;',
      'services/payment/payment.service.ts': 'const fee = process.env.FEE;\nconst url = Deno.env.get("URL");',
      'test/e2e/rental.test.ts': 'spawn("node", [], { env: { ...process.env, FEE: "1" } });',
    },
    violations: [
      'services/payment/payment.service.ts:1 uses process.env',
      'services/payment/payment.service.ts:2 uses Deno.env',
    ],
  },
};

const oneWayToWait: Rule = {
  name: 'timers stand in mixins/waiting, but for those of pages',
  violations(sources) {
    const others = [...sources].filter(([path]) => !/^(mixins\/waiting|web)\//.test(path) && !isProof(path));
    return [
      ...forbidImports(new Map(others), (_, { target }) => /^(node:)?timers(\/promises)?$/.test(target)),
      ...forbidUses(
        others.map(([, source]) => source),
        /^(globalThis\.)?set(Timeout|Interval)(\(.*\))?$/,
      ),
    ];
  },
  planted: {
    files: {
      'services/payment/payment.service.ts': "import { setTimeout as sleep } from 'node:timers/promises';",
      'config/nats.ts': 'setTimeout(connect, 100);',
      'scripts/signals.ts': 'globalThis.setInterval(look, 100);',
      'mixins/waiting/waiting.ts': 'setTimeout(end, 100);',
      'web/kit/notice/notice.ts': 'setTimeout(close, 100);',
      'services/payment/payment.test.ts': 'setTimeout(end, 100);',
    },
    violations: [
      'services/payment/payment.service.ts:1 imports node:timers/promises',
      'config/nats.ts:1 uses setTimeout()',
      'scripts/signals.ts:1 uses globalThis.setInterval',
    ],
  },
};

export const purityRules: readonly Rule[] = [ownClock, moleculerInside, pureImports, pureUses, oneReader, oneWayToWait];
