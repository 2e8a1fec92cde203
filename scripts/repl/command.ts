import type { ReplOptions, ServiceBroker } from 'moleculer';

/** A command of the console: what it asks the system, and the lines that tell the answer. */
export interface Command {
  /** As commander writes it: `cancel <rentalId>`. */
  readonly command: string;
  readonly description: string;
  /** Flags as commander writes them, `--consumer <name>`, and what each is for; they come among the arguments. */
  readonly options?: Readonly<Record<string, string>>;
  run(call: Call, args: Readonly<Record<string, string | undefined>>): Promise<string>;
}

export type Call = <Answer>(action: string, params: object) => Promise<Answer>;

type ReplCommand = NonNullable<ReplOptions['customCommands']>[number];

/** Makes them commands of moleculer-repl: one at a time, each prints its answer, or in one line what was wrong. */
export function replCommands(commands: readonly Command[]): ReplCommand[] {
  let last: Promise<void> = Promise.resolve();
  return commands.map(({ command, description, options = {}, run }) => ({
    command,
    description,
    options: Object.entries(options).map(([option, description]) => ({ option, description })),
    action(broker, args) {
      last = last.then(async () => console.log(await answer(broker, run, flat(args as unknown as ReplArgs))));
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

async function answer(broker: ServiceBroker, run: Command['run'], args: Record<string, string>): Promise<string> {
  try {
    return await run((action, params) => broker.call(action, params), args);
  } catch (error) {
    return describeError(error as CallError);
  }
}

interface CallError extends Error {
  readonly type?: string;
  /** What a refusal says of the state, or which fields are wrong. */
  readonly data?: { readonly state?: string } | readonly { readonly message: string }[];
}

/** The error's type and detail, without its stack. */
export function describeError({ type, name, message, data }: CallError): string {
  const detail = Array.isArray(data) ? data.map((field) => field.message).join(' ') : message;
  const state = data && 'state' in data ? ` (state: ${data.state})` : '';
  return `${type ?? name}: ${detail}${state}`;
}
