import type { ReplOptions } from 'moleculer';
import type { Command, Console } from '../../mixins/console.ts';

type ReplCommand = NonNullable<ReplOptions['customCommands']>[number];

/** Makes them commands of moleculer-repl: one at a time, each prints its answer, or in one line what was wrong. */
export function replCommands(commands: readonly Command[], settings: Console['settings']): ReplCommand[] {
  let last: Promise<void> = Promise.resolve();
  return commands.map(({ command, description, options = {}, run }) => ({
    command,
    description,
    options: Object.entries(options).map(([option, description]) => ({ option, description })),
    action(broker, args) {
      last = last.then(async () =>
        console.log(await answer({ broker, settings }, { command, run }, flat(args as unknown as ReplArgs))),
      );
      return last;
    },
  }));
}

interface ReplArgs {
  readonly [operand: string]: unknown;
  readonly options?: object;
}

/** Operands and flags alike; a flag without a value is `true`. */
function flat({ options, rawCommand: _typed, ...operands }: ReplArgs): Record<string, string> {
  const all = Object.entries({ ...operands, ...options });
  return Object.fromEntries(all.map(([name, value]) => [name, String(value)]));
}

async function answer(at: Console, { command, run }: Asked, args: Record<string, string>): Promise<string> {
  try {
    return await run((action, params) => at.broker.call(action, params as object), args, at);
  } catch (error) {
    return describeError(error as CallError, command);
  }
}

type Asked = Pick<Command, 'command' | 'run'>;

interface CallError extends Error {
  readonly type?: string;
  /** What a refusal says of the state, which fields are wrong, or which action is not there. */
  readonly data?: { readonly state?: string; readonly action?: string } | readonly { readonly message: string }[];
}

/** What went wrong and what can be done, without a stack. */
export function describeError({ type, name, message, data }: CallError, command: string): string {
  if (isList(data)) return `${data.map((field) => field.message).join(' ')}\nUse: ${command}`;
  if (type === 'SERVICE_NOT_FOUND' || type === 'SERVICE_NOT_AVAILABLE') {
    const [service] = data?.action?.split('.') ?? [];
    return `No process runs ${service}. Start it: npm run node -- ${service}`;
  }
  const state = data?.state === undefined ? '' : ` (state: ${data.state})`;
  return `${type ?? name}: ${message}${state}`;
}

function isList(data: CallError['data']): data is readonly { readonly message: string }[] {
  return Array.isArray(data);
}
