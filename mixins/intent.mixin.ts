import type { Context } from 'moleculer';
import type { ActorService, Executed } from './actor.mixin.ts';
import { canBeCalled } from './callable.ts';
import { nowOf } from './clock.ts';
import type { EventDefinitions } from './contract/events.ts';
import { idRule } from './contract/rules.ts';
import type { Refusal } from './kernel/decider.ts';
import { Refused } from './kernel/errors.ts';
import type { Envelope } from './kernel/event.ts';
import type { Intent, Word } from './kernel/intent.ts';
import { demand } from './parts.ts';
import { deadlines } from './process.mixin.ts';
import { routedBy } from './rendezvous.ts';
import { type Bare, defineMixin, type Mixin, moreChannels } from './schema.ts';

export interface IntentOptions<State, Command> {
  /** The service: what is due is ended by its action `settle`. */
  readonly service: string;
  /** The intent of a record; `undefined` when it needs nothing. */
  intentOf(state: State): Intent | undefined;
  /** The command that tells the record a word. */
  commandOf(word: Word): Command;
  /**
   * Makes sure that nothing of the attempt stays; of several things the last one first. Repeated until it succeeds. `this`
   * is the service.
   */
  settle(this: ActorService<State, Command> & Bare, ctx: Context, id: string, state: State): Promise<unknown>;
  /** The record's own event after which what was granted is given back, however long the other service is away. */
  readonly undoneBy: { readonly type: string; readonly data: EventDefinitions; readonly replaces?: string };
  /** The refusal for a repeat while it is not known whether the intent was granted. */
  readonly pending: Refusal;
  /** The other service remembers its answer, a no too: a repeat may ask it again. Otherwise it is asked once. */
  readonly remembers?: true;
}

export interface IntentService<State, Command> extends ActorService<State, Command> {
  /**
   * Writes the intent down, asks, and tells the record the answer.
   * @param ask answers the word to a state that has been written
   * @throws Refused when it is denied, or nobody knows
   */
  intend(ctx: Context, id: string, request: Command, ask: Asked<State>): Promise<Executed<State>>;
  /**
   * Sheds load before anything is written: nobody could answer a new record.
   * @throws Refused `pending` when the action that would be asked cannot be called now
   */
  refuseUnreachable(id: string, action: string): Promise<void>;
}

type Asked<State> = (state: State) => Promise<Word>;

/** Gives a record what it must have of another service before it is: see `kernel/intent.ts`. */
export function intent<State extends object, Command extends object>(
  options: IntentOptions<State, Command>,
): Mixin<IntentService<State, Command>> {
  const { service, intentOf, commandOf, settle, undoneBy, pending, remembers = false } = options;
  type This = IntentService<State, Command> & Bare & { underWay: Map<string, Promise<unknown>> };
  const { type: undone, ...channel } = undoneBy;
  const askOnce = async (self: This, ctx: Context, id: string, request: Command, ask: Asked<State>) => {
    const asked = await self.execute(ctx, id, request, { fresh: true });
    const intent = intentOf(asked.state);
    if (intent?.place !== 'asked') return asked;
    if (!asked.changed && !remembers) throw new Refused(pending);
    const word = await ask(asked.state);
    if (word.type !== 'grant') await self.execute(ctx, id, commandOf(word));
    return self.execute(ctx, id, commandOf({ type: 'grant', key: intent.key }));
  };
  return defineMixin<IntentService<State, Command>, This>({
    mixins: [deadlines(`${service}.settle`)],
    created() {
      demand(this, 'execute', 'the rule that it tells the word to: `actor(…)`');
      this.underWay = new Map();
    },
    ...moreChannels({
      /** Until the other service has answered, the event waits here. */
      [undone]: {
        ...channel,
        handler(this: This, ctx: Context<Envelope>) {
          return settle.call(this, ctx, ctx.params.subject, ctx.params.data as State);
        },
      },
    }),
    methods: {
      /** Those who come while it is asked wait for the answer, and then ask for nothing. */
      async intend(ctx: Context, id: string, request: Command, ask: Asked<State>) {
        for (let other = this.underWay.get(id); other; other = this.underWay.get(id)) await other.catch(() => {});
        const own = askOnce(this, ctx, id, request, ask).finally(() => this.underWay.delete(id));
        this.underWay.set(id, own);
        return own;
      },
      async refuseUnreachable(id: string, action: string) {
        if (!canBeCalled(this.broker, action) && !(await this.adapter.findById(id))) throw new Refused(pending);
      },
    },
    actions: {
      /** Ends an intent without a yes: it is given up, nothing of it stays, and it is over. */
      settle: {
        ...routedBy('id'),
        params: { id: idRule, $$strict: true },
        async handler(ctx: Context<{ id: string }>): Promise<void> {
          const { id } = ctx.params;
          const known = intentOf((await this.adapter.load(id))?.state as State);
          if (!known) return;
          const { state } = await this.execute(
            ctx,
            id,
            commandOf({ type: 'giveUp', key: known.key, due: nowOf(this.broker) }),
          );
          const intent = intentOf(state);
          if (intent?.place !== 'abandoning') return;
          const { requestId } = state as { readonly requestId?: string };
          if (requestId !== undefined) ctx.requestID = requestId;
          await settle.call(this, ctx, id, state);
          await this.execute(ctx, id, commandOf({ type: 'settle', key: intent.key }));
        },
      },
    },
  });
}
