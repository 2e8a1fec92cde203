import type { Pages } from './kit/shell/pages.ts';

/** Every folder beside this one that has pages, and those that are built in from outside. */
const folders = import.meta.glob<{ readonly default: Pages }>('./*/page.tsx', { eager: true });

export const pages: readonly Pages[] = Object.values(folders).map((module) => module.default);
