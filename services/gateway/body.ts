import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { type Problem, ProblemError, problems } from './problems.ts';
import { repeatedKey } from './repeated-key.ts';

/**
 * Reads a body, which must be one JSON object of at most `limit` bytes.
 * Throws `ProblemError` 400, 413, 415 or 422. The rest of a body that is too large is read and dropped,
 * so that the client gets to see the answer.
 */
export async function readObject(request: IncomingMessage, limit: number): Promise<Record<string, unknown>> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  if (!jsonType.test(type) || encoding !== 'identity') throw new ProblemError(problems.unsupportedMediaType());
  const charset = charsetOf(type);
  if (!/^utf-?8$/i.test(charset)) throw new ProblemError(problems.unsupportedCharset(charset));
  return objectOf(await read(request, limit));
}

/** Reads a body of at most `limit` bytes as text. Throws `ProblemError` 400 or 413. */
export async function readText(request: IncomingMessage, limit: number): Promise<string> {
  return textOf(await read(request, limit));
}

const jsonType = /^application\/json\s*(?:;|$)/i;

/** `utf-8` where none is named; RFC 8259 knows no other. */
function charsetOf(type: string): string {
  const [, quoted, plain] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]*))/i.exec(type) ?? [];
  return quoted ?? plain ?? 'utf-8';
}

function read(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (problem: Problem) => reject(new ProblemError(problem));
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) fail(problems.bodyTooLarge(limit));
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', () => fail(problems.malformedBody('It ended too early.')));
  });
}

function objectOf(bytes: Buffer): Record<string, unknown> {
  const text = textOf(bytes).replace(/^\ufeff/, '');
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProblemError(problems.invalidBody('It must be a JSON object.'));
  }
  if (isDeeperThan(value, maxDepth)) throw new ProblemError(problems.invalidBody('It is nested too deeply.'));
  const repeated = repeatedKey(text);
  if (repeated !== undefined) throw new ProblemError(problems.malformedBody(`The key ${repeated} stands in it twice.`));
  const broken = brokenField(value);
  if (broken !== undefined) throw new ProblemError(problems.invalidField(broken, brokenText));
  return value as Record<string, unknown>;
}

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new ProblemError(problems.malformedBody('It is not UTF-8.'));
  return bytes.toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError(problems.malformedBody(text === '' ? 'It is empty.' : 'It is not JSON.'));
  }
}

const brokenText = 'It holds half of a character (a lone surrogate), which is no text.';

/** Where a value, or the name of a field, is text that is not well-formed Unicode: `titles[0].title`. */
function brokenField(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${path}[${name}]` : `${path && `${path}.`}${name.toWellFormed()}`;
    if (!name.isWellFormed()) return place;
    const found = brokenField(inner, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Far more than an action takes, and few enough that the way to it, which recurses, never ends in an overflow. */
const maxDepth = 32;

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}
