import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { freePort } from './port.ts';
import { ensurePrometheus, type PrometheusPrograms } from './prometheus-programs.ts';
import { useTempDirs } from './tempdir.ts';

/** What stands in the repository for Prometheus and Grafana. */
export const watching = join(import.meta.dirname, '../../deploy/watching');

/** Milliseconds that a Prometheus has, on a machine that is busy. */
const patience = 30_000;

/** Inside a `describe`: Prometheus with the project’s configuration, which looks at these ports; it ends after the test. */
export function prometheus() {
  const newDir = useTempDirs();
  const ends: (() => Promise<void>)[] = [];
  let programs: PrometheusPrograms | undefined;
  before(async function () {
    this.timeout(300_000);
    programs = await ensurePrometheus();
  });
  afterEach(async () => {
    await Promise.all(ends.splice(0).map((end) => end()));
  });

  return {
    get promtool(): string {
      return programs?.promtool ?? '';
    },

    /** With the rules as they are, but for how long they wait. @returns its address */
    async start(...targets: number[]): Promise<string> {
      const dir = newDir();
      const rules = readFileSync(join(watching, 'alerts.yml'), 'utf8').replaceAll(/\bfor: \w+/g, 'for: 1s');
      writeFileSync(join(dir, 'alerts.yml'), rules);
      const config = readFileSync(join(watching, 'prometheus.yml'), 'utf8')
        .replaceAll(/_interval: 15s/g, '_interval: 500ms')
        .replace('127.0.0.1:9100', targets.map((port) => `127.0.0.1:${port}`).join(', '));
      writeFileSync(join(dir, 'prometheus.yml'), config);
      const port = await freePort();
      const args = [
        `--config.file=${dir}/prometheus.yml`,
        `--storage.tsdb.path=${dir}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--enable-feature=expand-external-labels',
      ];
      const env = { ...process.env, ALERT_PREFIX: '[library]' };
      const child = spawn(programs?.prometheus ?? '', args, { env, stdio: 'ignore' });
      const closed = once(child, 'close');
      ends.push(async () => {
        child.kill('SIGKILL');
        await closed;
      });
      const url = `http://127.0.0.1:${port}`;
      const isReady = () =>
        fetch(`${url}/-/ready`)
          .then(({ ok }) => ok)
          .catch(() => false);
      await eventually(isReady, patience);
      return url;
    },
  };
}

/** What a Prometheus answers. @throws when it does not take what it was asked */
export async function askPrometheus<Data>(url: string): Promise<Data> {
  const { data, error } = (await (await fetch(url)).json()) as { data?: Data; error?: string };
  if (data === undefined) throw new Error(`${url}: ${error}`);
  return data;
}

/** The rows of a query. */
export async function queried(url: string, query: string): Promise<{ value: [number, string] }[]> {
  const path = `/api/v1/query?query=${encodeURIComponent(query)}`;
  return (await askPrometheus<{ result: { value: [number, string] }[] }>(url + path)).result;
}
