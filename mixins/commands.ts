import type { Context } from 'moleculer';
import type { ActorService } from './actor.mixin.ts';
import { nowOf } from './clock.ts';
import type { ActionContract } from './contract/action.ts';
import type { AnswerOf, ParamsOf } from './contract/typed.ts';
import type { Decider, DomainEvent } from './kernel/decider.ts';
import { onlyFor } from './ownership.ts';
import type { ReadingService } from './reads.mixin.ts';
import { routedBy } from './rendezvous.ts';
import { requestKeyOf } from './request-key.ts';
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

/** What a command of somebody carries who may do it again: when, and what a repeat has in common with it. */
interface Asked {
  readonly at: string;
  readonly requestId: string;
}

/**
 * An action by which somebody cancels a record of their own, or whoever may. A repeat changes nothing. It does not
 * compile where the rule has no such command.
 */
export function cancels<State extends object, Event extends DomainEvent, const Contract extends ActionContract>(
  _rule: Decider<State, { readonly type: 'cancel' } & Asked, Event>,
  contract: Contract,
  answerOf: (record: State & { readonly id: string }) => AnswerOf<Contract>,
) {
  type Command = { readonly type: 'cancel' } & Asked;
  return {
    ...routedBy('id'),
    ...idempotent,
    params: contract.params,
    async handler(
      this: ActorService<State, Command> & Pick<ReadingService<State>, 'visible'>,
      ctx: Context<{ id: string }>,
    ): Promise<AnswerOf<Contract>> {
      const { id } = ctx.params;
      if (onlyFor(ctx) !== undefined) await this.visible(ctx, id);
      const at = new Date(nowOf(this.broker)).toISOString();
      const { state } = await this.execute(ctx, id, { type: 'cancel', at, requestId: requestKeyOf(ctx) });
      return answerOf({ id, ...state });
    },
  };
}
