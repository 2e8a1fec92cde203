import { fileURLToPath } from 'node:url';
import { systems } from '../../services/systems.ts';
import { eventually } from './eventually.ts';
import { type Nats, startNats } from './nats.ts';
import { isReady } from './readiness.ts';
import { type Script, scripts } from './script.ts';
import { Console } from './system.console.ts';
import { useTempDirs } from './tempdir.ts';

/** A system that runs, joined to the library. */
export interface Joined {
  readonly url: string;
  readonly dir: string;
  /** Its processes over NATS, by the services that each runs. */
  readonly processes: ReadonlyMap<string, Script>;
  start(names: string): Promise<Script>;
  /** For what is not to be had through HTTP. */
  console(): Promise<Console>;
}

/** Inside a `describe`: starts systems of this project, those too that do not run by themselves yet; after a test all of it is ended. */
export function useJoined(...names: readonly string[]) {
  return joinedUntil(afterEach, names);
}

/** The same, with variables, until `ends`: `after` where all tests share what was started. */
export function joinedUntil(
  ends: typeof afterEach,
  names: readonly string[],
  settings: Readonly<Record<string, string>> = {},
) {
  const SYSTEMS = names
    .filter((name) => !systems.some((own) => own.name === name))
    .map((name) => fileURLToPath(new URL(`../../services/${name}/system.ts`, import.meta.url)))
    .join(',');
  const run = scripts(ends);
  const newDir = useTempDirs();
  const servers: Nats[] = [];
  ends(() => Promise.all(servers.splice(0).map((nats) => nats.stop())));

  /** One server for each system: events are known by their ids, and new data begins to count anew. */
  async function environment() {
    const nats = await startNats();
    servers.push(nats);
    return { ...settings, SYSTEMS, DATA_DIR: newDir(), NATS_URL: nats.url };
  }

  return {
    async inOneProcess(): Promise<Joined> {
      const env = { ...settings, SYSTEMS, DATA_DIR: newDir() };
      // The console needs Node.
      const flags = 'Deno' in globalThis ? [] : ['--repl'];
      const start = async () => run('scripts/start.ts', flags, env);
      const script = await start();
      const [, url = ''] = await script.printed(/runs at (http:\S+), ready/, 60_000);
      const console = async () => new Console(script, env.DATA_DIR);
      return { url, dir: env.DATA_DIR, processes: new Map([['all', script]]), start, console };
    },

    /** Each of these texts names the services of a process. Payment runs with the library, unless one of them names it. */
    async overNats(...groups: readonly string[]): Promise<Joined> {
      const env = await environment();
      const processes = new Map<string, Script>();
      const start = async (services: string): Promise<Script> => {
        const script = run('scripts/node.ts', services.split(' '), env);
        processes.set(services, script);
        await script.printed(/ runs /, 60_000);
        return script;
      };
      const isPaidApart = groups.some((group) => group.split(' ').includes('payment'));
      const gateway = await start(`library ${isPaidApart ? 'history identity' : 'platform'} gateway`);
      await Promise.all(groups.map(start));
      const [, url = ''] = await gateway.printed(/ runs .*, at (http:\S+?)\.\n/, 60_000);
      for (const name of names) await eventually(() => isReady(url, name), 60_000);
      const console = async () => {
        const script = run('scripts/repl.ts', [], env);
        await script.printed(/yeyak \$/, 60_000);
        return new Console(script, env.DATA_DIR);
      };
      return { url, dir: env.DATA_DIR, processes, start, console };
    },

    /** A process of these services over NATS that has no keys for personal data. */
    async withoutKeys(...services: readonly string[]): Promise<Script> {
      return run('scripts/node.ts', services, { ...(await environment()), PERSONAL_KEYS: '' });
    },
  };
}
