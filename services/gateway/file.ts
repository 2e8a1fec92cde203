import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is sent as it is, and may be kept by the client as long as it asks whether it still holds. */
export interface File {
  readonly type: string;
  /** Weak (RFC 9110, 8.8.1): the same for the body and for each of its content codings. */
  readonly etag: string;
  readonly body: Buffer;
  /** The body by its content coding, where there is one that is smaller. */
  readonly encoded?: ReadonlyMap<string, Buffer>;
  /** In the place of those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
}

export function fileOf(type: string, text: string, headers: Readonly<Record<string, string>> = {}): File {
  const body = Buffer.from(text);
  return { type, body, etag: etagOf(body), headers };
}

export function etagOf(body: Buffer): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Sends it, or 304 to who has it already (RFC 9110, 13.1.2). */
export function sendFile(request: IncomingMessage, response: ServerResponse, file: File): void {
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('ETag', file.etag);
  for (const [name, value] of Object.entries(file.headers ?? {})) response.setHeader(name, value);
  if (isKnown(request.headers['if-none-match'], file.etag)) {
    response.writeHead(304).end();
    return;
  }
  const [coding, body] = encodedFor(request, file);
  if (coding) response.setHeader('Content-Encoding', coding);
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': body.length }).end(body);
}

function isKnown(given: string | undefined, etag: string): boolean {
  return given?.split(',').some((one) => ['*', etag, etag.slice('W/'.length)].includes(one.trim())) ?? false;
}

function encodedFor({ headers }: IncomingMessage, { encoded, body }: File): readonly [string | undefined, Buffer] {
  const accepted = String(headers['accept-encoding'] ?? '').split(/\s*,\s*/);
  return [...(encoded ?? [])].find(([coding]) => accepted.includes(coding)) ?? [undefined, body];
}
