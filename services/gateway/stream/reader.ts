import type { ServerResponse } from 'node:http';
import { heartbeat, opening } from './message.ts';

/** Bytes that wait for a slow reader at most; what comes then is dropped, and the reader is told to read again. */
const mostBuffered = 65_536;

/** One open stream: a response that goes on. */
export class Reader {
  /** Epoch ms. */
  readonly since: number;
  private readonly response: ServerResponse;
  private readonly refresh: () => string;
  private behind = false;

  /** `refresh` is the message that a reader who has missed something is sent. */
  constructor(response: ServerResponse, since: number, refresh: () => string) {
    this.response = response;
    this.since = since;
    this.refresh = refresh;
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
    response.write(opening);
  }

  send(text: string): void {
    if (this.behind) return;
    if (this.response.writableLength < mostBuffered) this.response.write(text);
    else this.fallBehind();
  }

  /** Cuts off a reader that has taken nothing since the last time. */
  beat(): void {
    if (this.behind) this.response.destroy();
    else this.send(heartbeat);
  }

  end(): void {
    this.response.end();
  }

  private fallBehind(): void {
    this.behind = true;
    this.response.once('drain', () => {
      this.behind = false;
      this.send(this.refresh());
    });
  }
}
