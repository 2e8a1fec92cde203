import type { en } from './en.ts';

const count = new Intl.NumberFormat('ko').format;

export const ko: typeof en = {
  title: '알림 메시지',
  hint: '해 보기: 도서관에서 책을 예약하고, 회원에게 간 메시지를 여기에서 읽어 보세요.',
  pages: { messages: '메시지 내역' },
  roles: { 'kakao.staff': '알림 담당자' },
  messages: {
    first: '사용자를 고르면 받은 메시지를 볼 수 있습니다.',
    none: '메시지가 없습니다.',
    total: (all) => `메시지 ${count(all)}건`,
    state: '상태',
    system: '시스템',
    any: '전체',
    recipient: '받는 사람',
    to: (id) => `받는 사람: ${id}`,
    failed: (times) => `실패 ${count(times)}회`,
    retry: '지금 보내기',
    retryWhat: (status, id) => `지금 보내기: ${id} “${status}”`,
    retried: (id) => `${id} 메시지를 지금 보냅니다.`,
  },
  writing: {
    title: '메시지 쓰기',
    text: '내용',
    send: '보내기',
    sent: (id) => `${id} 메시지를 보내고 있습니다.`,
  },
  states: {
    requested: '발송 중',
    failing: '실패, 다시 시도 중',
    sent: '발송됨',
    'given-up': '발송 포기',
  },
  problems: {
    'message-sent': '이미 발송된 메시지입니다.',
    'message-not-found': '그런 메시지가 없습니다.',
    'kakaomsg-not-found': '그런 메시지가 없습니다.',
    'personal-data': '전화번호, 이메일, 주민등록번호는 메시지에 쓸 수 없습니다. 빼고 보내세요.',
    'no-sandbox': '시험용 발송기가 아닙니다.',
  },
};
