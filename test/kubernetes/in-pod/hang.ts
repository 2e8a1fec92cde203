/** Holds the service of this container up for good: opens the inspector of its process, 1, and lets it loop. */

import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

async function inspector(tries = 40): Promise<string> {
  try {
    const list = (await (await fetch('http://127.0.0.1:9229/json/list')).json()) as { webSocketDebuggerUrl: string }[];
    if (list[0]) return list[0].webSocketDebuggerUrl;
  } catch (error) {
    if (tries === 0) throw error;
  }
  await sleep(100);
  return inspector(tries - 1);
}

process.kill(1, 'SIGUSR1');
const socket = new WebSocket(await inspector());
await new Promise((done, fail) => {
  socket.onopen = done;
  socket.onerror = fail;
});
socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: 'for (;;);' } }));
await sleep(500);
console.log('{}');
process.exit(0);
