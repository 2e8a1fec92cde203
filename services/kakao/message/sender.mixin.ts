import type { Context } from 'moleculer';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { defineMixin } from '../../../mixins/schema.ts';
import { settingsOf } from '../../../mixins/settings.ts';
import { messageActions, noSandbox, type SandboxSettings } from './message.api.contract.ts';
import { messageVariables } from './message.variables.ts';
import { chooseSender } from './sender/choose-sender.ts';
import { SandboxSender } from './sender/sandbox.ts';
import type { Sender } from './sender/sender.ts';

const settingsChanged = 'kakao.message.sandbox.changed';

/** Gives the message service its sender, and the action that switches the sandbox on every node. */
export const sender = defineMixin<Sending>({
  actions: {
    sandboxSettings: {
      params: messageActions['kakao.message.sandboxSettings'].params,
      handler(): SandboxSettings {
        return sandboxOf(this.sender).settings;
      },
    },
    sandbox: {
      params: messageActions['kakao.message.sandbox'].params,
      async handler(ctx: Context<Partial<SandboxSettings>>): Promise<SandboxSettings> {
        const settings = { ...sandboxOf(this.sender).settings, ...ctx.params };
        await ctx.broadcast(settingsChanged, settings);
        return settings;
      },
    },
  },
  events: {
    [settingsChanged](ctx: Context<SandboxSettings>) {
      if (this.sender instanceof SandboxSender) this.sender.settings = ctx.params;
    },
  },
  created() {
    this.sender = chooseSender(settingsOf(this.broker, messageVariables));
  },
  async stopped() {
    this.sender.close();
  },
});

interface Sending {
  sender: Sender;
}

function sandboxOf(sender: Sender): SandboxSender {
  if (sender instanceof SandboxSender) return sender;
  throw new Refused(noSandbox);
}
