import type { Schema } from '../../../mixins/contract/schema.ts';
import type { Components } from './components.ts';

interface Header {
  readonly description: string;
  readonly required?: true;
  readonly schema: Schema;
  readonly example: unknown;
}

function visible(maxLength: number): Schema {
  return { type: 'string', maxLength, pattern: '^[ -~]*$' };
}

const seconds = { type: 'integer', format: 'int32', minimum: 0, maximum: 86_400 };

/** The headers of answers. */
const headers: Readonly<Record<string, Header>> = {
  'X-Request-Id': {
    description: 'Finds the request in the logs: that of the request, if it was 16 to 64 letters, digits and hyphens.',
    required: true,
    schema: { type: 'string', maxLength: 64, pattern: '^[A-Za-z0-9-]{16,64}$' },
    example: '7f0c9ad2-3b1e-4c55-9d0e-2f1f4a1f6c11',
  },
  'RateLimit-Policy': {
    description: 'How many requests a client may make, `q`, in how many seconds, `w`. Absent where there is no limit.',
    schema: visible(100),
    example: '"default";q=6000;w=60',
  },
  RateLimit: {
    description: 'How many are left, `r`, and for how many seconds, `t`. Absent where there is no limit.',
    schema: visible(100),
    example: '"default";r=5999;t=60',
  },
  'Access-Control-Allow-Origin': {
    description: "The page's origin, where CORS_ORIGINS lets it in.",
    schema: visible(300),
    example: 'https://library.example',
  },
  Location: {
    description: 'Where to look: what was created, or the pages.',
    required: true,
    schema: { type: 'string', format: 'uri-reference', maxLength: 200 },
    example: '/rentals/C4YNWHYYD0SAWMZNA62MKN6EB4',
  },
  'Retry-After': { description: 'Seconds to wait before the next try.', required: true, schema: seconds, example: 5 },
  Accept: { description: 'What a body may be.', required: true, schema: visible(100), example: 'application/json' },
  ETag: {
    description: 'Names this version of the document.',
    required: true,
    schema: visible(100),
    example: 'W/"R6pNnVj3wYs"',
  },
  'WWW-Authenticate': {
    description: 'How to sign in (RFC 6750).',
    required: true,
    schema: visible(200),
    example: 'Bearer realm="yeyak"',
  },
};

const everywhere = ['X-Request-Id', 'RateLimit-Policy', 'RateLimit', 'Access-Control-Allow-Origin'];

/** Those that every answer has, and the named ones. */
export function headersOf(named: readonly string[], components: Components): Record<string, object> {
  const names = [...new Set([...everywhere, ...named])];
  return Object.fromEntries(names.map((name) => [name, components.refer('headers', name, () => describe(name))]));
}

function describe(name: string): Header {
  const header = headers[name];
  if (!header) throw new Error(`The header ${name} has no description`);
  return header;
}
