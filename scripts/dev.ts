import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { pagesWith } from '../config/pages.ts';
import { runScript } from './command-line.ts';
import { onSignal } from './on-signal.ts';
import { servePages } from './pages/serve.ts';

const usage = `Usage: npm run dev
All services in one process, which starts again when a module of it changes, and the pages, which change as they are
edited. Both are at PORT. What it knows is in DATA_DIR, as with npm start.`;

await runScript(usage, [], async (_, env) => {
  const api = await freePort();
  const pages = await servePages(
    { host: env.HOST, port: env.PORT },
    `http://${env.HOST}:${api}`,
    pagesWith(env.SYSTEMS),
  );
  const url = pages.resolvedUrls?.local[0]?.replace(/\/app\/$/, '') ?? '';
  const server = startServer(api, url);
  console.log(`Pages at ${url}/app/, the API at ${url}. Ctrl-C stops both.`);
  const stop = async () => {
    server.kill('SIGTERM');
    await Promise.all([once(server, 'exit'), pages.close()]);
    process.exit(0);
  };
  onSignal(
    () => void stop(),
    () => {
      server.kill('SIGKILL');
      process.exit(130);
    },
  );
});

/** Node itself restarts it: it knows which modules were loaded, those of systems from outside too. */
function startServer(port: number, url: string): ChildProcess {
  const script = fileURLToPath(new URL('start.ts', import.meta.url));
  return spawn(process.execPath, ['--watch', '--watch-preserve-output', script], {
    env: { ...process.env, PORT: String(port), PUBLIC_URL: process.env.PUBLIC_URL ?? url },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
