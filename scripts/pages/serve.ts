import { fileURLToPath } from 'node:url';
import { createServer, type ViteDevServer } from 'vite';
import type { PagesPlace } from '../../config/pages.ts';
import { fromOutside } from './outside.ts';

/** Serves the pages from their source, which changes as it is edited, and passes everything else on to the API. */
export async function servePages(
  { host, port }: { readonly host: string; readonly port: number },
  api: string,
  { outside }: Pick<PagesPlace, 'outside'>,
): Promise<ViteDevServer> {
  const pages = await createServer({
    configFile: fileURLToPath(new URL('../../web/vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    plugins: [fromOutside(outside)],
    server: { host, port, strictPort: true, proxy: { '^/(?!app/(?!settings\\.json))': { target: api } } },
  });
  return pages.listen();
}
