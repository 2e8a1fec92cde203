import { type Call as CallOf, commandsFor } from '../../mixins/console.ts';
import { operationsActions } from './operations.api.contract.ts';
import type { DeadLetterView, ListDeadLetters, SelectDeadLetters } from './operations.contract.ts';

type Call = CallOf<typeof operationsActions>;

const usage = `Say one of:
  dead                          The newest events that were given up; --page 2 for older ones
  dead show <id>                One with its message
  dead retry <id>               Hands it to its consumer again
  dead discard <id>             Drops it, for good
Instead of an id, retry and discard take --all or a filter, and the list takes a filter:
  --consumer mypage  --type library.rental.reserved  --after 2026-01-31T09:00:00Z  --before 2026-01-31T10:00:00Z`;

/** What an operator does with dead letters. */
export const deadCommand = commandsFor(operationsActions, [
  {
    command: 'dead [what] [id]',
    description: 'Events that were given up: list, show <id>, retry or discard <id>; dead help tells more',
    options: {
      '--consumer <name>': 'only those of a consumer: mypage',
      '--type <type>': 'only those of a type: library.rental.reserved',
      '--after <time>': 'only those given up at this time or later: 2026-01-31T09:00:00Z',
      '--before <time>': 'only those given up before this time',
      '--page <number>': 'of the list, from 1',
      '--all': 'retry or discard all of them',
    },
    async run(call, { what = 'list', id, all, page, ...args }) {
      const { consumer, type, after, before } = args;
      const query = defined({ consumer, type, after, before });
      const selection = { ...query, ...defined({ id }), ...(all !== undefined && { all: true as const }) };
      const isSelected = Object.keys(selection).length > 0;
      if (page !== undefined && !/^[1-9]\d{0,5}$/.test(page)) return 'Say a page by its number, from 1: dead --page 2';
      if (what === 'list' && id === undefined && all === undefined)
        return list(call, { ...query, ...(page && { page: Number(page) }) });
      if (what === 'show' && id !== undefined) return show(call, id);
      if (what === 'retry' && isSelected) return retry(call, selection);
      if (what === 'discard' && isSelected) return discard(call, selection);
      return usage;
    },
  },
]);

async function list(call: Call, params: ListDeadLetters): Promise<string> {
  const { rows, total, page, totalPages, consumers } = await call('operations.deadLetters.list', params);
  if (total === 0) return 'There are no dead letters.';
  const counts = Object.entries(consumers).map(([consumer, letters]) => `${letters} of ${consumer}`);
  const where = totalPages > 1 ? `, page ${page} of ${totalPages}` : '';
  return [...rows.map(line), `${total} found${where}. In all: ${counts.join(', ')}.`].join('\n');
}

async function show(call: Call, id: string): Promise<string> {
  const letter = await call('operations.deadLetters.get', { id });
  return `${line(letter)}\n${letter.message}`;
}

async function retry(call: Call, params: SelectDeadLetters): Promise<string> {
  const { retried } = await call('operations.deadLetters.retry', params);
  return `${retried} handed to their consumers again; what fails comes back to the list.`;
}

async function discard(call: Call, params: SelectDeadLetters): Promise<string> {
  const { discarded } = await call('operations.deadLetters.discard', params);
  return `${discarded} discarded.`;
}

function line({ id, at, consumer, type, event, attempts, error, size }: DeadLetterView): string {
  const what = event ? `${type} ${event.id}` : `${type || 'no type'}, ${size} bytes`;
  return `${id}  ${at}  ${consumer}: ${what}, ${attempts} attempts: ${error}`;
}

/** Without those that were not typed. */
function defined(fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const typed = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(typed);
}
