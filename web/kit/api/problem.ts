/** What the gateway says went wrong, as RFC 9457 has it; `code` is the stable end of its `type`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /** The state that refused. */
  readonly state: string | undefined;
  readonly requestId: string;
  /** Milliseconds after which the same can succeed; none when it never will. */
  readonly retryAfter: number | undefined;

  constructor(body: ProblemBody, retryAfter: string | null) {
    super(body.detail ?? body.title);
    this.status = body.status;
    this.code = body.type.split(':').at(-1) ?? '';
    this.state = body.state;
    this.requestId = body.requestId;
    this.retryAfter = retryAfter === null ? undefined : Number(retryAfter) * 1000;
  }

  /** What `JSON.stringify` writes, and `restoreProblem` reads: of an Error it would leave out the message. */
  toJSON(): StoredProblem {
    const { status, code, state, message, requestId, retryAfter } = this;
    const optional = { ...(state !== undefined && { state }), ...(retryAfter !== undefined && { retryAfter }) };
    return { status, code, message, requestId, ...optional };
  }
}

/** A problem that lies in a storage. */
export interface StoredProblem {
  readonly status: number;
  readonly code: string;
  readonly state?: string;
  /** Older pages did not store it. */
  readonly message?: string;
  readonly requestId: string;
  /** Milliseconds. */
  readonly retryAfter?: number;
}

/** The problem that was stored. */
export function restoreProblem({ code, message = '', retryAfter, ...body }: StoredProblem): Problem {
  return new Problem(
    { ...body, type: code, title: message },
    retryAfter === undefined ? null : String(retryAfter / 1000),
  );
}

/** The problem that a body holds; one that holds none is not the gateway's. */
export function problemIn(body = ''): Problem | NoAnswer {
  try {
    return new Problem(JSON.parse(body) as ProblemBody, null);
  } catch (error) {
    return new NoAnswer(String(error));
  }
}

/** Nothing was answered: whether the request was carried out is not known. */
export class NoAnswer extends Error {}

export interface ProblemBody {
  readonly type: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly state?: string;
  readonly requestId: string;
}
