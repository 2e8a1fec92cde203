import type { Context } from 'moleculer';
import type { ActorService } from '../../../mixins/actor.mixin.ts';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { nowOf } from '../../../mixins/clock.ts';
import type { EventDefinitions } from '../../../mixins/contract/events.ts';
import { getRules } from '../../../mixins/contract/rules.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { Refused } from '../../../mixins/kernel/errors.ts';
import type { Envelope } from '../../../mixins/kernel/event.ts';
import { callerOf } from '../../../mixins/ownership.ts';
import { deadlines } from '../../../mixins/process.mixin.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { runtimeOf } from '../../../mixins/runtime.ts';
import { type Bare, idempotent, keeps } from '../../../mixins/schema.ts';
import { settingsOf } from '../../../mixins/settings.ts';
import { type MessageView, messageActions, messageListing, personalData } from './message.api.contract.ts';
import { noticedTypes, requestOf } from './message.notices.ts';
import { isWaiting, type Message, type MessageCommand, message, restateMessage } from './message.ts';
import { messageVariables } from './message.variables.ts';
import { presentMessage } from './message.view.ts';
import { hasPersonalData } from './personal-data.ts';
import { notSent } from './sender/sender.ts';
import { sender } from './sender.mixin.ts';

const hour = 3_600_000;

type Params<Name extends keyof typeof messageActions> = Context<ParamsOf<(typeof messageActions)[Name]>>;

/** Messages that follow from the events of all systems, or that staff wrote: each is sent once, as far as its receiver can tell. */
export default defineAggregate({
  name: 'kakao.message',
  decider: message,
  records: {
    noun: 'message',
    collection: {
      name: 'message',
      columns: {
        customerId: { type: 'text', index: 'all', fixed: true },
        state: { type: 'text', index: 'all' },
        system: { type: 'text', fixed: true },
        due: { type: 'integer', index: 'present' },
      },
    },
    owner: 'customerId',
    ...messageListing,
    present: presentMessage,
  },
  mixins: [repair(restateMessage), deadlines('kakao.message.deliver'), sender, keeps<{ underWay: Set<string> }>()],

  /** Follows what the systems declare. */
  merged(this: Following, schema: { channels?: object }) {
    const { systems } = runtimeOf(this.broker);
    const data = Object.assign({}, ...systems.map(({ events }) => events)) as EventDefinitions;
    const channels = Array.from(noticedTypes(systems), ([pattern, types]) => [pattern, { ...channel, types, data }]);
    schema.channels = Object.fromEntries(channels);
  },

  created() {
    this.underWay = new Set();
  },

  actions: {
    write: {
      ...routedBy('id'),
      ...idempotent,
      params: messageActions['kakao.message.write'].params,
      async handler(ctx: Params<'kakao.message.write'>): Promise<MessageView> {
        const { id, customerId, status = 'Written', message: text } = ctx.params;
        if (hasPersonalData(text)) throw new Refused(personalData);
        const at = nowOf(this.broker);
        const by = callerOf(ctx);
        const { KAKAO_LANGUAGE: language } = settingsOf(this.broker, messageVariables);
        const fields = {
          ...{ customerId, status, message: text, language, system: 'kakao', requestedAt: new Date(at).toISOString() },
          ...(by && { by }),
        };
        const request = { type: 'request', fields, at, expiresAt: at + this.expiry() } as const;
        const { state } = await this.execute(ctx, id, request, { fresh: true });
        return presentMessage({ id, ...state });
      },
    },

    retry: {
      ...routedBy('id'),
      ...idempotent,
      params: messageActions['kakao.message.retry'].params,
      async handler(ctx: Params<'kakao.message.retry'>): Promise<MessageView> {
        const { id } = ctx.params;
        const at = nowOf(this.broker);
        const { state } = await this.execute(ctx, id, { type: 'retry', at, expiresAt: at + this.expiry() });
        return presentMessage({ id, ...state });
      },
    },

    /**
     * Hands a message that is due to the sender, outside the mailbox, and writes down what came of it. After a crash in between
     * it is handed over again, under the same key.
     */
    deliver: {
      ...routedBy('id'),
      timeout: 0,
      params: getRules,
      async handler(ctx: Context<{ id: string }>): Promise<void> {
        const { id } = ctx.params;
        if (this.underWay.has(id)) return;
        this.underWay.add(id);
        try {
          const state = (await this.adapter.load(id))?.state;
          if (!state || !isWaiting(state) || state.due > nowOf(this.broker)) return;
          if (state.correlationId !== undefined) ctx.requestID = state.correlationId;
          await this.execute(ctx, id, await this.outcomeOf(id, state));
        } finally {
          this.underWay.delete(id);
        }
      },
    },
  },

  methods: {
    /** Milliseconds that a message is tried. */
    expiry(): number {
      return settingsOf(this.broker, messageVariables).KAKAO_EXPIRY_H * hour;
    },

    async outcomeOf(id: string, state: Extract<Message, { due: number }>): Promise<MessageCommand> {
      const { KAKAO_SEND_TIMEOUT_MS, KAKAO_RETRY_MS } = settingsOf(this.broker, messageVariables);
      const { customerId, status, message: text, language, system, orderId } = state;
      const outgoing = { key: id, customerId, status, message: text, language, system, ...(orderId && { orderId }) };
      try {
        await this.sender.send(outgoing, AbortSignal.timeout(KAKAO_SEND_TIMEOUT_MS));
        return { type: 'sent', at: nowOf(this.broker), sender: this.sender.kind };
      } catch (error) {
        const { reason, isFinal } = notSent(error);
        const at = nowOf(this.broker);
        this.logger.warn(`${id} is not sent: ${reason}`);
        if (isFinal) return { type: 'reject', at, reason };
        return { type: 'fail', at, reason, due: at + Math.min(KAKAO_RETRY_MS * 2 ** state.attempts, hour) };
      }
    },
  },
});

/** What the service has in `this` where it follows events. */
type Following = Bare & ActorService<Message, MessageCommand>;

const channel = {
  maxInFlight: 256,
  handler(this: Following, ctx: Context<Envelope>) {
    const { KAKAO_LANGUAGE: language, KAKAO_EXPIRY_H } = settingsOf(this.broker, messageVariables);
    const options = { language, expiry: KAKAO_EXPIRY_H * hour };
    return this.follow(ctx, requestOf(ctx.params, runtimeOf(this.broker).systems, nowOf(this.broker), options));
  },
};
