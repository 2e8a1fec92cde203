import { ulid } from 'ulid';
import { commandsFor } from '../../mixins/console.ts';
import { kakaomsgActions } from './kakaomsg/kakaomsg.contract.ts';
import { type MessageView, messageActions, type SandboxSettings } from './message/message.api.contract.ts';

const usage = 'Say one of: kakao up, kakao down, kakao reject, kakao slow <ms>, kakao status.';

/** What staff and operators do with messages. */
export const kakaoCommands = commandsFor({ ...messageActions, ...kakaomsgActions }, [
  {
    command: 'messages [customerId]',
    description: 'The newest messages, of everyone or of one member (메시지 내역)',
    async run(call, { customerId }) {
      const asked = { sort: '-requestedAt', ...(customerId && { customerId }) };
      const { rows } = await call('kakao.kakaomsg.list', asked);
      return rows.length === 0 ? 'There are no messages.' : rows.map(describe).join('\n');
    },
  },
  {
    command: 'message <customerId> <text>',
    description: 'Sends a message by hand: message kim "We are closed on Monday." (메시지 보내기)',
    run: async (call, { customerId = '', text = '' }) =>
      describe(await call('kakao.message.write', { id: ulid(), customerId, message: text })),
  },
  {
    command: 'message-retry <messageId>',
    description: 'Sends a message that was given up or fails, now (다시 보내기)',
    run: async (call, { messageId = '' }) => describe(await call('kakao.message.retry', { id: messageId })),
  },
  {
    command: 'kakao <how> [delayMs]',
    description: 'The sandbox sender of messages from now on: up, down, reject, slow <ms>; or its status',
    async run(call, { how = '', delayMs }) {
      const settings = settingsFor(how, delayMs);
      if (!settings) return usage;
      const { mode, delayMs: delay } = await call('kakao.message.sandbox', settings);
      return `The sender of messages: ${mode}${delay > 0 ? `, after ${delay} ms` : ''}.`;
    },
  },
]);

function settingsFor(how: string, delay: string | undefined): Partial<SandboxSettings> | undefined {
  switch (how) {
    case 'up':
      return { mode: 'deliver', delayMs: 0 };
    case 'down':
      return { mode: 'fail', delayMs: 0 };
    case 'reject':
      return { mode: 'reject', delayMs: 0 };
    case 'slow':
      return delay && /^\d{1,6}$/.test(delay) ? { mode: 'deliver', delayMs: Number(delay) } : undefined;
    case 'status':
      return {};
    default:
      return undefined;
  }
}

function describe({ id, state, customerId, message, reason }: MessageView): string {
  return `${id}  ${state}${reason ? ` (${reason})` : ''}, to ${customerId}: ${message}`;
}
