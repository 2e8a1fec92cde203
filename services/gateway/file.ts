import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is answered as it is, and may be kept by the client as long as it asks whether it still holds. */
export interface FileAnswer {
  readonly type: string;
  readonly body: Buffer;
  readonly etag: string;
  /** In the place of those that every answer has. */
  readonly headers: Readonly<Record<string, string>>;
}

export function fileAnswer(type: string, content: string | Buffer, headers: FileAnswer['headers'] = {}): FileAnswer {
  const body = Buffer.from(content);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { type, body, etag, headers };
}

/** Answers it, or 304 to who has it already (RFC 9110, 13.1.2). */
export function answerFile(request: IncomingMessage, response: ServerResponse, file: FileAnswer): void {
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('ETag', file.etag);
  for (const [name, value] of Object.entries(file.headers)) response.setHeader(name, value);
  if (isKnown(request.headers['if-none-match'], file.etag)) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.body.length }).end(file.body);
}

function isKnown(given: string | undefined, etag: string): boolean {
  return given?.split(',').some((one) => ['*', etag, `W/${etag}`].includes(one.trim())) ?? false;
}
