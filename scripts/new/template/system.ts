import { defineSystem, live } from '../../../mixins/system.ts';
import { boardActions, boardRow } from './board/board.contract.ts';
import { exampleCommands } from './example.commands.ts';
import { receiptActions, receiptEvents } from './receipt/receipt.contract.ts';
import { ticketActions, ticketEvents, ticketVariables } from './ticket/ticket.contract.ts';

/** A system: what it is made of, what it offers, and who may what. */
export default defineSystem({
  name: 'example',
  title: { en: 'Example', ko: '예시' },
  about: {
    en: 'A member opens a ticket, a clerk closes it, and both see it change.',
    ko: '회원이 접수하면 담당자가 처리하고, 바뀌는 대로 보입니다.',
  },
  mount: '/example',
  services: {
    'example.ticket': () => import('./ticket/ticket.service.ts'),
    'example.receipt': () => import('./receipt/receipt.service.ts'),
    'example.board': () => import('./board/board.service.ts'),
  },
  // Say why yours are what they are: docs/architecture.md shows it.
  domains: {
    'example.ticket': { kind: 'core', en: 'what members come for', ko: '회원이 찾는 것' },
    'example.receipt': { kind: 'supporting', en: 'a ticket needs its receipt', ko: '접수에는 영수증이 필요함' },
    'example.board': { kind: 'view', en: 'what members and clerks see', ko: '회원과 담당자가 보는 화면' },
  },
  required: [],
  optional: ['example.ticket', 'example.receipt', 'example.board'],
  actions: { ...ticketActions, ...receiptActions, ...boardActions },
  routes: [
    {
      method: 'POST',
      path: '/tickets',
      action: 'example.ticket.open',
      may: { member: 'own', 'example.clerk': 'all' },
      creates: true,
      about: 'open a ticket {memberId, subject}',
    },
    {
      method: 'GET',
      path: '/tickets',
      action: 'example.ticket.list',
      may: { member: 'own', 'example.clerk': 'all' },
      about: 'tickets; ?memberId, page, pageSize and sort',
    },
    {
      method: 'GET',
      path: '/tickets/{id}',
      action: 'example.ticket.get',
      may: { member: 'own', 'example.clerk': 'all' },
      about: 'one ticket',
    },
    {
      method: 'PATCH',
      path: '/tickets/{id}',
      action: 'example.ticket.close',
      may: { 'example.clerk': 'all' },
      about: 'close a ticket {state: "closed"}',
    },
    {
      method: 'GET',
      path: '/receipts/{id}',
      action: 'example.receipt.get',
      may: { member: 'own', 'example.clerk': 'all' },
      about: 'the receipt of a ticket',
    },
    {
      method: 'GET',
      path: '/board',
      action: 'example.board.list',
      may: { member: 'own', 'example.clerk': 'all' },
      about: "a member's tickets as they stand; ?memberId",
    },
    live('/board/stream', 'the board as it changes, as events; ?memberId', {
      view: 'example.board',
      lists: 'example.board.list',
      owner: 'memberId',
      ownerAbout: 'Whose tickets.',
      row: boardRow,
      description: "A member's tickets as they change.",
    }),
  ],
  events: { ...ticketEvents, ...receiptEvents },
  tags: { tickets: 'What members ask for.' },
  duties: [{ role: 'example.clerk', about: 'a clerk' }],
  variables: ticketVariables,
  commands: exampleCommands,
  firstSteps: {
    first: 'ask for something to be repaired',
    steps({ url, json }) {
      return [['Ticket', `curl -i ${url}/example/tickets ${json} '{"memberId": "kim", "subject": "A lamp is out"}'`]];
    },
  },
  proof: () => import('./example.proof.ts'),
  storyOf: ({ subject }) => subject,
});
