import { parentPort, workerData } from 'node:worker_threads';
import type { Message } from './thread.ts';
import { type Outcome, Writer } from './writer.ts';

/** The thread that writes: syncing the disk holds up no request. It answers each message. */
const writer = new Writer(workerData as string);

parentPort?.on('message', (message: Message) => parentPort?.postMessage(answer(message)));

function answer(message: Message): readonly Outcome[] {
  if (typeof message === 'object') return writer.execute(message);
  try {
    if (message === 'close') writer.close();
    else writer.emptyLog();
    return [];
  } catch (error) {
    return [{ error: error as Error, fault: 'store' }];
  }
}
