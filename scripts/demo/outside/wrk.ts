import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadProgram } from './program.ts';

/** Requests a second that are prepared for each connection. */
const mostPerSecond = 100;
const script = join(import.meta.dirname, 'wrk.lua');

/** Each of its threads has a connection and a file of requests. What is under way at the end it cuts off. */
export const wrk: LoadProgram = {
  name: 'wrk',

  prepare({ url, atOnce, seconds, folder, next }) {
    for (let thread = 1; thread <= atOnce; thread += 1) {
      const requests = Array.from({ length: seconds * mostPerSecond }, () => {
        const { path, body } = next();
        return `${path} ${JSON.stringify(body)}\n`;
      });
      writeFileSync(join(folder, String(thread)), requests.join(''));
    }
    const how = [`--threads=${atOnce}`, `--connections=${atOnce}`, `--duration=${seconds}s`, '--timeout=10s'];
    return [...how, `--script=${script}`, url, '--', folder];
  },

  answered(line) {
    const [, memberId, status, ms, id] = /^(\S+) (\d{3}|none) (\d+) (\S*)$/.exec(line) ?? [];
    if (memberId === undefined) return undefined;
    return { memberId, status: status === 'none' ? undefined : Number(status), ms: Number(ms), id: id || undefined };
  },

  unanswered: () => 0,
};
