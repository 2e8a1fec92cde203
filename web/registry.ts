import fromOutside from 'virtual:pages-from-outside';
import type { Pages } from './kit/shell/pages.ts';

/** Every folder beside this one that has pages. */
const folders = import.meta.glob<{ readonly default: Pages }>('./*/page.tsx', { eager: true });

/** All pages: ours, and those of systems from outside. */
export const pages: readonly Pages[] = [...Object.values(folders).map((module) => module.default), ...fromOutside];
