import { parentPort, workerData } from 'node:worker_threads';
import { type Batch, Writer } from './writer.ts';

/** The thread that writes: syncing the disk holds up no request. It answers each batch, and `undefined` once it has closed. */
const writer = new Writer(workerData as string);

parentPort?.on('message', (batch: Batch | undefined) => {
  if (batch) parentPort?.postMessage(writer.execute(batch));
  else {
    writer.close();
    parentPort?.postMessage([]);
  }
});
