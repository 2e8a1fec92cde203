import type { CallingOptions } from 'moleculer';
import type { ActionContract } from './contract/action.ts';
import type { AnswerOf, ParamsOf } from './contract/typed.ts';

type Contracts = Readonly<Record<string, ActionContract>>;

/** A context of Moleculer, whose calls belong to its request, or a broker. */
export interface Calling {
  call(action: string, params: object, options?: CallingOptions): Promise<unknown>;
}

/** Calls an action by its contract: a wrong name, parameter or answer does not compile. */
export type CallTo<Actions extends Contracts> = <Name extends keyof Actions & string>(
  from: Calling,
  action: Name,
  params: ParamsOf<Actions[Name]>,
  options?: CallingOptions,
) => Promise<AnswerOf<Actions[Name]>>;

/** What an action is refused with, by its contract. */
export type RefusalOf<
  Actions extends Contracts,
  Name extends keyof Actions,
> = Actions[Name]['refusals'][number]['refused'];

/** Calls an action that several services have, each under its own name: `repair` of `rental` is `rental.repair`. */
export type CallToEach<Actions extends Contracts> = <Name extends keyof Actions & string>(
  from: Calling,
  service: string,
  action: Name,
  params: ParamsOf<Actions[Name]>,
  options?: CallingOptions,
) => Promise<AnswerOf<Actions[Name]>>;

/** How the actions of these contracts are called, whose names lack that of the service. */
export function callsToEach<const Actions extends Contracts>(_actions: Actions): CallToEach<Actions> {
  return ((from, service, action, params, options) =>
    from.call(`${service}.${action}`, params, options)) as CallToEach<Actions>;
}

/** How the actions of these contracts are called. */
export function callsTo<const Actions extends Contracts>(actions: Actions) {
  const call = ((from, action, params, options) => from.call(action, params, options)) as CallTo<Actions>;
  return {
    call,
    /** Was it refused so? A refusal that the contract does not name does not compile. */
    isRefused<Name extends keyof Actions & string>(
      error: unknown,
      action: Name,
      refused: RefusalOf<Actions, Name>,
    ): boolean {
      return actions[action] !== undefined && (error as { readonly type?: string }).type === refused;
    },
  };
}
