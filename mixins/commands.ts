import type { Context } from 'moleculer';
import type { ActorService } from './actor.mixin.ts';
import type { ActionContract } from './contract/action.ts';
import type { AnswerOf, ParamsOf } from './contract/typed.ts';
import type { Decider, DomainEvent } from './kernel/decider.ts';
import { routedBy } from './rendezvous.ts';
import { idempotent } from './schema.ts';

type CommandOf<Command, Type> = Command extends { readonly type: infer Each }
  ? Type extends Each
    ? Omit<Command, 'type'>
    : never
  : never;

/** The contract, if its parameters are what the command takes. */
type Fitting<Contract extends ActionContract, Command> =
  Omit<ParamsOf<Contract>, 'id'> extends Command ? Contract : never;

/**
 * Actions that carry out one command of this rule: what they take beside the id is the command, and a repeat changes
 * nothing. One whose contract does not fit the command does not compile.
 */
export function commandsOf<State extends object, Command extends { readonly type: string }, Event extends DomainEvent>(
  _rule: Decider<State, Command, Event>,
) {
  return <Type extends Command['type'], const Contract extends ActionContract>(
    contract: Contract & Fitting<Contract, CommandOf<Command, Type>>,
    type: Type,
    answerOf: (record: State & { readonly id: string }) => AnswerOf<Contract>,
  ) => ({
    ...routedBy('id'),
    ...idempotent,
    params: contract.params,
    async handler(this: ActorService<State, Command>, ctx: Context<{ id: string }>): Promise<AnswerOf<Contract>> {
      const { id, ...rest } = ctx.params;
      const { state } = await this.execute(ctx, id, { type, ...rest } as unknown as Command);
      return answerOf({ id, ...state });
    },
  });
}
