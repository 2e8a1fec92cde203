import type { RefusalKind } from '../../mixins/kernel/decider.ts';

/**
 * The only place where an error meets HTTP. A problem is what the client is told, as RFC 9457 has it;
 * `code` is the stable end of its `type`. A 5xx has no detail: it says no more than its request id.
 */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  /** The state that refused. */
  readonly state?: string;
  /** The id of the record that stands in the way. */
  readonly id?: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FieldError {
  readonly field: string;
  readonly detail: string;
}

/** A problem that the gateway finds itself. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

const internal: Problem = { status: 500, code: 'internal', title: 'Internal error' };
const unavailable: Problem = {
  status: 503,
  code: 'unavailable',
  title: 'Temporarily unavailable',
  headers: { 'Retry-After': '5' },
};
const overloaded: Problem = {
  status: 429,
  code: 'overloaded',
  title: 'Too many requests',
  headers: { 'Retry-After': '1' },
};
const malformedUrl: Problem = { status: 400, code: 'malformed-url', title: 'The URL is not well-formed' };

/** Errors of Moleculer and moleculer-web, which keep their names across the network. */
const byName: ReadonlyMap<string, Problem> = new Map([
  ['BadRequestError', malformedUrl],
  ['QueueIsFullError', overloaded],
  ['ServiceNotFoundError', unavailable],
  ['ServiceNotAvailableError', unavailable],
  ['RequestTimeoutError', unavailable],
  ['RequestSkippedError', unavailable],
  ['RequestRejectedError', unavailable],
  ['BrokerDisconnectedError', unavailable],
  ['GracefulStopTimeoutError', unavailable],
]);

const byKind: Readonly<Record<Exclude<RefusalKind, 'unavailable'>, { status: number; title: string }>> = {
  invalid: { status: 422, title: 'The request cannot be carried out as it is' },
  'payment-required': { status: 402, title: 'Payment required' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'The present state does not allow this' },
};

/** What the client is told of an error that a call or the gateway threw. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (!(error instanceof Error)) return internal;
  const { name, message, type, data } = error as Error & { type?: unknown; data?: unknown };
  if (name === 'Refused') return ofRefusal(String(type), message, data);
  if (name === 'ValidationError') return invalidFields(Array.isArray(data) ? fieldErrors(data) : []);
  return byName.get(name) ?? internal;
}

/** What services stand on is no client's matter: of these it learns only that it may come back. Others say their name. */
const unnamed: ReadonlySet<string> = new Set(['bus-unavailable', 'store-unavailable', 'record-unreadable']);

function ofRefusal(code: string, detail: string, data: unknown): Problem {
  const { kind, state, id } = (data ?? {}) as { kind?: RefusalKind; state?: string; id?: string };
  if (kind === 'unavailable') return unnamed.has(code) ? unavailable : { ...unavailable, code };
  if (kind === undefined || !Object.hasOwn(byKind, kind)) return internal;
  return { ...byKind[kind], code, detail, ...(state !== undefined && { state }), ...(id !== undefined && { id }) };
}

/** Of a body full of unknown fields the refusal names at most this many, and this much of each name. */
const maxFieldErrors = 50;
const maxFieldName = 200;

/** fastest-validator's findings, one a field, without the values and node names that it adds. */
function fieldErrors(findings: readonly Finding[]): FieldError[] {
  const details = new Map<string, string>();
  for (const { field, detail } of findings.flatMap(lines)) {
    if (!details.has(field)) details.set(field, detail);
  }
  return Array.from(details, ([field, detail]) => ({ field, detail }));
}

interface Finding {
  readonly type?: string;
  readonly field?: string;
  readonly message?: string;
  readonly actual?: unknown;
}

const unknownField = 'This field is unknown here.';

function lines({ type, field = '', message = '', actual }: Finding): FieldError[] {
  if (type === 'objectStrict') {
    const prefix = field === '' ? '' : `${field}.`;
    return String(actual)
      .split(', ')
      .map((name) => ({ field: prefix + name, detail: unknownField }));
  }
  if (type === 'arrayUnique' || type === 'arrayEnum') return [{ field, detail: 'Not every value is allowed.' }];
  return [{ field, detail: message }];
}

function invalidFields(found: readonly FieldError[]): Problem {
  const told = found.slice(0, maxFieldErrors);
  const errors = told.map(({ field, detail }) => ({ field: field.slice(0, maxFieldName), detail }));
  const detail = errors.length === 1 ? 'One field is wrong.' : `${errors.length} fields are wrong.`;
  return { status: 422, code: 'invalid-fields', title: 'The request has wrong fields', detail, errors };
}

/** The problems that the gateway finds itself. */
export const problems = {
  internal: (): Problem => internal,
  unavailable: (): Problem => unavailable,
  overloaded: (): Problem => overloaded,
  malformedUrl: (): Problem => malformedUrl,
  /** RFC 6750, 3: who sends no token is told no error. */
  signIn: (): Problem => ({
    status: 401,
    code: 'sign-in-required',
    title: 'Sign in first',
    detail: 'Send an access token: Authorization: Bearer …',
    headers: { 'WWW-Authenticate': 'Bearer realm="yeyak"' },
  }),
  invalidToken: (): Problem => ({
    status: 401,
    code: 'invalid-token',
    title: 'The access token is not good',
    detail: 'It is malformed, expired or not meant for this API. Get a new one.',
    headers: { 'WWW-Authenticate': 'Bearer realm="yeyak", error="invalid_token"' },
  }),
  forbidden: (role: string, advice?: string): Problem => ({
    status: 403,
    code: 'forbidden',
    title: 'Not allowed',
    detail: [`As ${role} you may not do this.`, advice].filter(Boolean).join(' '),
  }),
  tooManyRequests: (seconds: number): Problem => ({
    status: 429,
    code: 'too-many-requests',
    title: 'Too many requests',
    detail: 'The header RateLimit-Policy says how many there may be.',
    headers: { 'Retry-After': String(seconds) },
  }),
  tooManyStreams: (): Problem => ({
    status: 429,
    code: 'too-many-streams',
    title: 'Too many streams',
    detail: 'This member has as many open streams as there may be: close one.',
    headers: { 'Retry-After': '5' },
  }),
  malformedRequest: (status = 400): Problem => ({
    status,
    code: 'malformed-request',
    title: 'The request is not well-formed HTTP, too long or too slow',
  }),
  malformedBody: (detail: string): Problem => ({
    status: 400,
    code: 'malformed-body',
    title: 'The body is not well-formed',
    detail,
  }),
  malformedKey: (): Problem => ({
    status: 400,
    code: 'malformed-idempotency-key',
    title: 'The Idempotency-Key is not well-formed',
    detail: 'It must be 1 to 255 visible ASCII characters.',
  }),
  keyReused: (): Problem => ({
    status: 422,
    code: 'key-reused',
    title: 'The request cannot be carried out as it is',
    detail: 'This Idempotency-Key was used here with another body: use a new one.',
  }),
  noSuchPath: (): Problem => ({ status: 404, code: 'not-found', title: 'Not found' }),
  methodNotAllowed: (allow: string): Problem => ({
    status: 405,
    code: 'method-not-allowed',
    title: 'Method not allowed',
    detail: `Allowed here: ${allow}.`,
    headers: { Allow: allow },
  }),
  misdirected: (name: string): Problem => ({
    status: 421,
    code: 'misdirected',
    title: 'Misdirected request',
    detail: `Everyone is let in here, so it answers to names of this machine only, such as localhost, and not to "${name.slice(0, 100)}". Set PUBLIC_URL to a further one, or AUTH=oidc.`,
  }),
  foreignOrigin: (origin: string): Problem => ({
    status: 403,
    code: 'foreign-origin',
    title: 'Not allowed',
    detail: `Everyone is let in here, so pages of other sites may change nothing, and "${origin.slice(0, 100)}" is one. Name it in CORS_ORIGINS, or set AUTH=oidc.`,
  }),
  bodyTooLarge: (limit: number): Problem => ({
    status: 413,
    code: 'body-too-large',
    title: 'The body is too large',
    detail: `A body may have ${limit} bytes.`,
  }),
  unsupportedMediaType: (): Problem => ({
    status: 415,
    code: 'unsupported-media-type',
    title: 'Unsupported media type',
    detail: 'A body must be application/json in UTF-8, not compressed.',
    headers: { Accept: 'application/json' },
  }),
  unsupportedCharset: (charset: string): Problem => ({
    status: 415,
    code: 'unsupported-media-type',
    title: 'Unsupported media type',
    detail: `A body must be in UTF-8, not in ${charset.slice(0, 40)}.`,
    headers: { Accept: 'application/json' },
  }),
  invalidBody: (detail: string): Problem => ({
    status: 422,
    code: 'invalid-body',
    title: 'The body cannot be accepted',
    detail,
  }),
  invalidField: (field: string, detail: string): Problem => invalidFields([{ field, detail }]),
  unknownFields: (names: readonly string[]): Problem =>
    invalidFields(names.map((field) => ({ field, detail: unknownField }))),
};
