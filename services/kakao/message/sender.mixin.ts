import { defineMixin } from '../../../mixins/schema.ts';
import { settingsOf } from '../../../mixins/settings.ts';
import { switchable } from '../../../mixins/switchable.mixin.ts';
import { messageActions, noSandbox, type SandboxSettings } from './message.api.contract.ts';
import { messageVariables } from './message.variables.ts';
import { chooseSender } from './sender/choose-sender.ts';
import { SandboxSender } from './sender/sandbox.ts';
import type { Sender } from './sender/sender.ts';

const switched = switchable<SandboxSettings, Sending>({
  service: 'kakao.message',
  actions: {
    sandbox: messageActions['kakao.message.sandbox'],
    sandboxSettings: messageActions['kakao.message.sandboxSettings'],
  },
  standInOf: (service) => (service.sender instanceof SandboxSender ? service.sender : undefined),
  absent: noSandbox,
});

/** Gives the message service its sender, and the actions that switch the sandbox on every node. */
export const sender = defineMixin<Sending>({
  mixins: [switched],
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
