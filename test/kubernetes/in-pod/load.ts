import { Agent, request } from 'node:http';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

const { url, token, clients, seconds, everyMs, what } = JSON.parse(process.argv[2] ?? '{}') as {
  url: string;
  token: string;
  clients: number;
  seconds: number;
  everyMs: number;
  what: 'reserve' | 'browse';
};
const counts: Record<string, number> = {};
let worstMs = 0;
let sent = 0;
const until = Date.now() + seconds * 1_000;

/** What a refusal says of itself. */
function why(status = 0, text: string): string {
  if (status < 400) return '';
  try {
    const { type, title, detail } = JSON.parse(text);
    return ` ${type}: ${detail ?? title}`;
  } catch {
    return ' without a problem';
  }
}

/** The status of the answer, or the code of the error. */
function once(agent: Agent, key: string, index: number): Promise<string> {
  const isRead = what === 'browse';
  const body = isRead ? '' : JSON.stringify({ memberId: key, bookId: String((index % 400) + 1) });
  const options = {
    agent,
    timeout: 15_000,
    method: isRead ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
  };
  return new Promise((done) => {
    const asked = request(url + (isRead ? '/books' : '/rentals'), options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => done(`${response.statusCode}${why(response.statusCode, text)}`));
      response.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    });
    asked.on('timeout', () => asked.destroy(new Error('TIMEOUT')));
    asked.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    asked.end(body);
  });
}

async function client(): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (Date.now() < until) {
    const index = sent++;
    const at = performance.now();
    const answer = await once(agent, `load-${process.pid}-${Date.now()}-${index}`, index);
    counts[answer] = (counts[answer] ?? 0) + 1;
    const tookMs = Math.round(performance.now() - at);
    worstMs = Math.max(worstMs, tookMs);
    await sleep(Math.max(0, everyMs - tookMs));
  }
  agent.destroy();
}

await Promise.all(Array.from({ length: clients }, client));
console.log(JSON.stringify({ counts, worstMs }));
