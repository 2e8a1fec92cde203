import { AckPolicy, type ConsumerConfig, DeliverPolicy, type JetStreamClient, type JsMsg, nanos } from 'nats';

/** Messages asked for at once, and milliseconds to wait for them. */
const batch = { max_messages: 256, expires: 1_000 };
/** Milliseconds after which the server drops the reader of a process that vanished. */
const forgotten = 30_000;

/** Which messages of a stream are read: those of a subject pattern, behind a sequence number. */
export interface Reading {
  readonly pattern: string;
  readonly from: number;
  /** Without what is in them; the header `Nats-Msg-Size` says how much that is. */
  readonly headersOnly?: boolean;
}

/** Reads a stream once, in order, up to where it ends now, and leaves nothing on the server. */
export async function* readStream(
  client: JetStreamClient,
  stream: string,
  { pattern, from, headersOnly = false }: Reading,
  last: number,
): AsyncGenerator<JsMsg, void> {
  const manager = await client.jetstreamManager(false);
  const config: Partial<ConsumerConfig> = {
    ack_policy: AckPolicy.None,
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: from + 1,
    filter_subject: pattern,
    headers_only: headersOnly,
    inactive_threshold: nanos(forgotten),
    mem_storage: true,
  };
  const { name, num_pending } = await manager.consumers.add(stream, config);
  const consumer = await client.consumers.get(stream, name);
  try {
    let pending = num_pending;
    while (pending > 0) {
      let received = 0;
      for await (const message of await consumer.fetch(batch)) {
        received += 1;
        pending = message.seq >= last ? 0 : message.info.pending;
        if (message.seq <= last) yield message;
        if (pending === 0) return;
      }
      // What was still to come may have been deleted meanwhile.
      if (received === 0) pending = (await consumer.info()).num_pending;
    }
  } finally {
    await consumer.delete();
  }
}
