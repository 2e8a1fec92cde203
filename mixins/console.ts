import type { ServiceBroker } from 'moleculer';
import type { ActionContract } from './contract/action.ts';
import type { AnswerOf, ParamsOf } from './contract/typed.ts';

/** A command of the console: what it asks the system, and the lines that tell the answer. */
export interface Command {
  /** As commander writes it: `cancel <rentalId>`. */
  readonly command: string;
  readonly description: string;
  /** Flags as commander writes them, `--consumer <name>`, and what each is for; they come among the arguments. */
  readonly options?: Readonly<Record<string, string>>;
  run(call: Call<never>, args: Args, at: Console): Promise<string>;
}

type Args = Readonly<Record<string, string | undefined>>;

/** Where a command is typed. */
export interface Console {
  readonly broker: ServiceBroker;
  /** The values of the variables of the environment. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Calls an action; what it takes and answers is what its contract says. */
export type Call<Actions extends Contracts> = <Name extends keyof Actions & string>(
  action: Name,
  params: ParamsOf<Actions[Name]>,
) => Promise<AnswerOf<Actions[Name]>>;

type Contracts = Readonly<Record<string, ActionContract>>;

interface CommandOf<Actions extends Contracts> extends Omit<Command, 'run'> {
  run(call: Call<Actions>, args: Args, at: Console): Promise<string>;
}

/** Declares commands that call these actions. */
export function commandsFor<Actions extends Contracts>(
  _actions: Actions,
  commands: readonly CommandOf<Actions>[],
): readonly Command[] {
  return commands as readonly Command[];
}
