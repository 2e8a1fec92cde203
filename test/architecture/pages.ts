import { forbidImports, isProof, type Rule } from './rule.ts';

/** The folder of pages that a path lies in: `kit`, `library`. */
function folderOf(path: string): string | undefined {
  return /^web\/(\w+)\//.exec(path)?.[1];
}

const systemsApart: Rule = {
  name: 'pages of a system know themselves and the kit, and the kit knows no system',
  violations: (sources) =>
    forbidImports(sources, ({ path }, { target }) => {
      const [from, to] = [folderOf(path), folderOf(target)];
      return from !== undefined && to !== undefined && to !== from && to !== 'kit' && !isProof(path);
    }),
  planted: {
    files: {
      'web/kit/shell/app.tsx': "import { Desk } from '../../library/desk/desk.tsx';",
      'web/operations/story.tsx':
        "import { say } from '../kit/language/language.ts';\nimport { rentals } from '../library/rental/rentals.ts';",
      'web/registry.ts': "import library from './library/page.tsx';",
    },
    violations: [
      'web/kit/shell/app.tsx:1 imports web/library/desk/desk.tsx',
      'web/operations/story.tsx:2 imports web/library/rental/rentals.ts',
    ],
  },
};

/** Services that stand under every system. */
const general = /^services\/(identity|gateway|operations|history|payment)\//;

const ownServices: Rule = {
  name: 'pages know of services those of their own system, and the general ones',
  violations: (sources) =>
    forbidImports(sources, ({ path }, { target }) => {
      const own = folderOf(path);
      if (own === undefined || !target.startsWith('services/') || isProof(path)) return false;
      return !general.test(target) && !target.startsWith(`services/${own}/`);
    }),
  planted: {
    files: {
      'web/library/desk/desk.tsx':
        "import type { BookView } from '../../../services/library/book/book.contract.ts';\nimport type { Shot } from '../../../services/vaccine/shot.contract.ts';",
      'web/kit/session/session.ts':
        "import type { BookView } from '../../../services/library/book/book.contract.ts';\nimport type { Caller } from '../../../services/identity/identity.contract.ts';",
    },
    violations: [
      'web/library/desk/desk.tsx:2 imports services/vaccine/shot.contract.ts',
      'web/kit/session/session.ts:1 imports services/library/book/book.contract.ts',
    ],
  },
};

export const pageRules: readonly Rule[] = [systemsApart, ownServices];
