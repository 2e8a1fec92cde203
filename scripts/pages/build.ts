import { fileURLToPath } from 'node:url';
import { markBuilt } from './freshness.ts';

/** Makes `web/dist` out of `web`. @throws what Vite says is wrong */
export async function buildPages(): Promise<void> {
  const { build } = await import('vite');
  const configFile = fileURLToPath(new URL('../../web/vite.config.ts', import.meta.url));
  const modules: string[] = [];
  const collect = {
    name: 'collect-modules',
    buildEnd(this: { getModuleIds(): Iterable<string> }) {
      modules.push(...this.getModuleIds());
    },
  };
  await build({ configFile, logLevel: 'warn', plugins: [collect] });
  markBuilt(modules);
}
