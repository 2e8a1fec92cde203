import assert from 'node:assert/strict';
import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { eventually } from './eventually.ts';

/** A stream of server-sent events, read as it comes. */
export class EventStream {
  readonly messages: EventSourceMessage[] = [];
  comments = 0;
  /** The server has ended it. */
  ended = false;
  private readonly closing = new AbortController();

  async open(url: string, lastEventId?: string): Promise<this> {
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const response = await fetch(url, { headers, signal: this.closing.signal });
    assert.equal(response.status, 200, await (response.ok ? '' : response.text()));
    assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    void this.read(response).catch(() => {});
    return this;
  }

  /** The messages, as soon as there are so many. */
  async have(count: number): Promise<EventSourceMessage[]> {
    await eventually(() => this.messages.length >= count);
    assert.equal(this.messages.length, count);
    return this.messages;
  }

  get last(): EventSourceMessage | undefined {
    return this.messages.at(-1);
  }

  close(): void {
    this.closing.abort();
  }

  private async read(response: Response): Promise<void> {
    const onComment = () => {
      this.comments += 1;
    };
    const parsed = response.body
      ?.pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream({ onComment }));
    for await (const message of parsed ?? []) this.messages.push(message);
    this.ended = true;
  }
}
