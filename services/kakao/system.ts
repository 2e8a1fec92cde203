import { defineSystem, route } from '../../mixins/system.ts';
import { acceptMessage } from './edge.ts';
import { kakaoFirstSteps } from './first-steps.ts';
import { kakaoCommands } from './kakao.commands.ts';
import { kakaomsgActions } from './kakaomsg/kakaomsg.contract.ts';
import { messageActions } from './message/message.api.contract.ts';
import { messageEvents } from './message/message.contract.ts';
import { messageVariables } from './message/message.variables.ts';

const staff = { 'kakao.staff': 'all' } as const;
const recipient = { member: 'own', 'kakao.staff': 'all' } as const;

/** The general notification service: it tells people what the systems declare as notices. */
export default defineSystem({
  name: 'kakao',
  title: { en: 'Messages', ko: '알림 메시지' },
  about: {
    en: 'Members are told what concerns them, once for each event; staff sees what was sent, and sends again.',
    ko: '회원에게 일어난 일을 한 번씩 알립니다. 담당자는 발송 내역을 보고 다시 보냅니다.',
  },
  mount: '',
  services: {
    'kakao.message': () => import('./message/message.service.ts'),
    'kakao.kakaomsg': () => import('./kakaomsg/kakaomsg.service.ts'),
  },
  domains: {
    'kakao.message': {
      kind: 'general',
      en: 'messages are sent alike in every business, and can be bought',
      ko: '메시지 발송은 어느 업무에서나 같고 사서 쓸 수 있음',
    },
    'kakao.kakaomsg': {
      kind: 'view',
      en: 'what was sent, and what was not, made of events',
      ko: '이벤트로 만드는 발송 내역',
    },
  },
  required: [],
  optional: ['kakao.message', 'kakao.kakaomsg'],
  actions: { ...messageActions, ...kakaomsgActions },
  routes: [
    route('POST /kakaos', 'kakao.message.write', staff, 'send a message by hand {customerId, message}', {
      creates: true,
      accepts: acceptMessage,
    }),
    route('GET /kakaos/{id}', 'kakao.message.get', recipient, 'one message'),
    route('GET /kakaomsgs', 'kakao.kakaomsg.list', recipient, 'the log of messages; ?customerId, state, system'),
    route('GET /kakaomsgs/{id}', 'kakao.kakaomsg.get', recipient, 'one message of the log'),
    route('POST /kakaomsgs/{id}/retry', 'kakao.message.retry', staff, 'send a message that was given up', {
      bodiless: true,
    }),
    route('GET /admin/kakao-sandbox', 'kakao.message.sandboxSettings', {}, 'how the sandbox sender behaves', {
      undescribed: true,
    }),
    route(
      'PATCH /admin/kakao-sandbox',
      'kakao.message.sandbox',
      {},
      'change that {mode: "deliver" | "fail" | "reject", delayMs}',
      { undescribed: true },
    ),
  ],
  events: messageEvents,
  tags: { kakaos: 'Messages to members.', kakaomsgs: 'What was sent, and what was not.' },
  duties: [{ role: 'kakao.staff', about: 'staff who send messages' }],
  variables: messageVariables,
  commands: kakaoCommands,
  firstSteps: kakaoFirstSteps,
  proof: () => import('./kakao.proof.ts'),
  storyOf: ({ subject }) => subject,
});
