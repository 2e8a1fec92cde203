import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';

/** A command with curl as curl reads it, with the few options that texts of ours need. */
export function parseCurl(command: string): {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
} {
  const quotedOrBare = command.matchAll(/'([^']*)'|(\S+)/g);
  const [program, ...words] = Array.from(quotedOrBare, ([, quoted, bare]) => quoted ?? bare ?? '');
  assert.equal(program, 'curl', command);
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      include: { type: 'boolean', short: 'i' },
      request: { type: 'string', short: 'X' },
      header: { type: 'string', short: 'H', multiple: true },
      data: { type: 'string', short: 'd' },
    },
  });
  const { request, header = [], data: body } = values;
  return {
    url: positionals[0] ?? '',
    method: request ?? (body === undefined ? 'GET' : 'POST'),
    headers: Object.fromEntries(header.map((line) => line.split(': ', 2))),
    ...(body !== undefined && { body }),
  };
}
