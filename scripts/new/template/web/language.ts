import { saying } from 'yeyak/kit';

const en = {
  title: 'Example',
  board: 'Tickets',
  subject: 'What is it about?',
  open: 'Open a ticket',
  close: 'Close',
  closeWhat: (subject: string) => `Close “${subject}”`,
  empty: 'There are no tickets yet.',
  first: 'Say who you are, to see your tickets.',
  opened: (subject: string) => `“${subject}” is opened.`,
  states: { opened: 'Open', closed: 'Closed' },
  roles: { 'example.clerk': 'Clerk' },
  problems: { 'ticket-not-found': 'There is no such ticket.' } as Record<string, string>,
};

const ko: typeof en = {
  title: '예시',
  board: '접수 목록',
  subject: '어떤 일인가요?',
  open: '접수하기',
  close: '처리 완료',
  closeWhat: (subject) => `“${subject}” 처리 완료`,
  empty: '아직 접수한 것이 없습니다.',
  first: '사용자를 고르면 접수한 것을 볼 수 있습니다.',
  opened: (subject) => `“${subject}” 접수되었습니다.`,
  states: { opened: '접수됨', closed: '처리됨' },
  roles: { 'example.clerk': '담당자' },
  problems: { 'ticket-not-found': '그런 접수가 없습니다.' },
};

export const say = saying({ en, ko });
