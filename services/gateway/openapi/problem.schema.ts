import { named, text } from '../../../mixins/contract/schema.ts';
import { problemBody } from '../answer.ts';
import { type FieldError, type Problem, problems } from '../problems.ts';

const requestId = '7f0c9ad2-3b1e-4c55-9d0e-2f1f4a1f6c11';

/** A problem as the client sees it. */
export function exampleOf(problem: Problem): ProblemBody {
  return JSON.parse(problemBody(problem, requestId));
}

interface ProblemBody extends Pick<Problem, 'status' | 'title' | 'detail' | 'state' | 'id' | 'errors'> {
  readonly type: string;
  readonly requestId: string;
}

const fieldError = named<FieldError>(
  'FieldError',
  { required: { field: text(200), detail: text(1_000) }, optional: {} },
  { field: 'bookId', detail: "The 'bookId' field is required." },
);

export const problemSchema = named<ProblemBody>(
  'Problem',
  {
    required: {
      type: {
        type: 'string',
        maxLength: 100,
        pattern: '^urn:yeyak:problem:[a-z-]+$',
        description: 'Says which problem it is, for programs.',
      },
      status: { type: 'integer', format: 'int32', minimum: 400, maximum: 599 },
      title: text(200),
      requestId: {
        type: 'string',
        maxLength: 64,
        pattern: '^[A-Za-z0-9-]{16,64}$',
        description: 'The X-Request-Id of the answer, by which the request is found in the logs.',
      },
    },
    optional: {
      detail: { ...text(2_000), description: 'What is wrong with this request.' },
      state: { ...text(100), description: 'The state that refused.' },
      id: { ...text(100), description: 'The id of the record that stands in the way.' },
      errors: { type: 'array', maxItems: 50, items: fieldError, description: 'One line for each wrong field.' },
    },
  },
  exampleOf(problems.unknownFields(['colour'])),
);
