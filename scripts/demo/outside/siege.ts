import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadProgram } from './program.ts';

/** Requests a second that are prepared, more than a system of this machine answers. */
const mostPerSecond = 3_000;

const settings = `verbose = true
color = off
json_output = false
logging = false
show-logfile = false
parser = false
timeout = 10
failures = 1000000
`;

/** It takes requests from a file, and prints a line for each answer. What is under way at the end it cuts off. */
export const siege: LoadProgram = {
  name: 'siege',

  prepare({ url, atOnce, seconds, folder, next }) {
    const [rc, urls] = [join(folder, 'siegerc'), join(folder, 'urls')];
    const requests = Array.from({ length: seconds * mostPerSecond }, () => {
      const { path, body } = next();
      return `${url}${path} POST ${JSON.stringify(body)}\n`;
    });
    writeFileSync(rc, settings);
    writeFileSync(urls, requests.join(''));
    const how = ['--benchmark', `--concurrent=${atOnce}`, `--time=${seconds}S`, '--content-type=application/json'];
    return [`--rc=${rc}`, ...how, `--file=${urls}`];
  },

  answered(line) {
    const [, status, took] = /^HTTP\/[\d.]+ +(\d{3}) +([\d.]+) secs:/.exec(line) ?? [];
    if (status === undefined) return undefined;
    return { status: Number(status), ms: Number(took) * 1_000 };
  },

  unanswered: (said, failed) => Math.max(0, Number(/^Failed transactions:\s+(\d+)/m.exec(said)?.[1] ?? 0) - failed),
};
