import { fileURLToPath } from 'node:url';
import type { PagesPlace } from '../../config/pages.ts';
import { markBuilt } from './freshness.ts';
import { fromOutside } from './outside.ts';

/** Makes the pages out of `web`, and those from outside. @throws what Vite says is wrong */
export async function buildPages({ folder, outside }: PagesPlace): Promise<void> {
  const { build } = await import('vite');
  const configFile = fileURLToPath(new URL('../../web/vite.config.ts', import.meta.url));
  const modules: string[] = [];
  const collect = {
    name: 'collect-modules',
    buildEnd(this: { getModuleIds(): Iterable<string> }) {
      modules.push(...this.getModuleIds());
    },
  };
  const plugins = [fromOutside(outside), collect];
  await build({ configFile, logLevel: 'warn', plugins, build: { outDir: folder, emptyOutDir: true } });
  markBuilt(folder, modules);
}
