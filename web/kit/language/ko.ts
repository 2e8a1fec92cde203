import type { en } from './en.ts';

export const ko: typeof en = {
  brand: '예약',
  home: {
    title: '처음',
    about: '이 서버에서 할 수 있는 일입니다.',
    states: { ready: '정상', degraded: '일부 기능이 없거나 늦습니다', unready: '이용할 수 없음' },
    api: '프로그램을 위한 API',
  },

  navigation: '페이지',
  skip: '본문으로 건너뛰기',
  close: '닫기',
  loading: '불러오는 중 …',
  missing: { title: '없는 페이지입니다', hint: '처음 화면에서 다시 시작해 보세요.' },
  theme: { label: '화면 색', system: '기기 설정', light: '밝게', dark: '어둡게' },
  session: {
    open: '개방 모드: 누구로 볼지 직접 고릅니다. 확인하지 않습니다.',
    you: '현재 사용자',
    member: '회원 아이디',
    role: '역할',
    roles: { member: '회원', admin: '관리자' },
    choose: '사용자를 고르세요',
    change: '바꾸기',
    save: '계속',
    idRule: 'kim이나 kim@example.com처럼 글자, 숫자, 기호를 255자까지 쓸 수 있습니다.',
    signedInAs: (id, role) => `지금은 ${id} (${role})(으)로 보고 있습니다.`,
    another: '다른 사람으로 로그인',
    signIn: '로그인',
    signOut: '로그아웃',
    password: '비밀번호 변경',
    notSignedIn: '로그인되지 않았습니다. 취소했거나 시간이 지났습니다. 다시 시도하세요.',
  },

  outbox: {
    sending: '보내는 중 …',
    unsent: '연결이 끊겼습니다. 연결되면 자동으로 보냅니다.',
    retry: '다시 시도',
    giveUp: '그만두기',
  },

  problems: {
    unavailable: '시스템이 바쁘거나 점검 중이라 처리하지 못했습니다. 잠시 뒤에 다시 시도하세요.',
    overloaded: '요청이 너무 많습니다. 잠시 뒤에 다시 시도하세요.',
    'others-records': '다른 회원의 기록입니다. 그 회원으로 로그인하거나 직원에게 문의하세요.',
    forbidden: '이 역할로는 할 수 없습니다. 직원에게 문의하세요.',
    'sign-in-required': '먼저 로그인하세요.',
    'invalid-token': '로그인이 끝났습니다. 다시 로그인하세요.',
    'too-many-requests': '요청이 너무 많습니다. 잠시 뒤에 다시 시도하세요.',
    'too-many-streams': '열린 창이 너무 많습니다. 하나를 닫아 주세요.',
    'key-reused': '다른 내용으로 이미 보낸 요청입니다. 페이지를 새로 고치고 다시 시도하세요.',
    'invalid-fields': '입력한 내용 중 쓸 수 없는 것이 있습니다. 고쳐서 다시 시도하세요.',
    internal: '시스템에 문제가 생겼습니다. 다시 시도하고, 계속되면 이 번호를 직원에게 알려 주세요.',
  },

  stateProblem: (state) => `이제 할 수 없습니다. 지금 상태: ${state}`,
  unknownProblem: (detail) => `처리하지 못했습니다: ${detail}`,
  noAnswer: '연결할 수 없습니다. 네트워크를 확인하세요. 자동으로 다시 시도합니다.',
  pageProblem: '이 페이지에 문제가 생겼습니다. 새로 고친 뒤 다시 시도하세요.',
  requestNumber: (id) => `번호: ${id}`,
};
