import type { ServerResponse } from 'node:http';
import type { Problem } from './problems.ts';

/** What went well. */
export interface Answer {
  readonly status: number;
  readonly data: unknown;
  /** Where to find what was created. */
  readonly location?: string;
}

/** Node leaves the body away when the request is a HEAD, and keeps the headers. */
export function answerJson(response: ServerResponse, { status, data, location }: Answer): void {
  if (location) response.setHeader('Location', location);
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(data));
}

/** Answers what went wrong, as RFC 9457 has it. */
export function answerProblem(response: ServerResponse, problem: Problem, requestId: string): void {
  for (const [name, value] of Object.entries(problem.headers ?? {})) response.setHeader(name, value);
  send(response, problem.status, 'application/problem+json', problemBody(problem, requestId));
}

export function problemBody(problem: Problem, requestId: string): string {
  const { code, headers: _headers, ...told } = problem;
  return JSON.stringify({ type: `urn:yeyak:problem:${code}`, ...told, requestId });
}

export function answerAllowed(response: ServerResponse, allow: string): void {
  response.writeHead(204, { Allow: allow }).end();
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}
