export const languages = ['ko', 'en'] as const;

export type Language = (typeof languages)[number];

type Texts = typeof english;

const english = {
  otherLanguage: '한국어',
  signIn: 'Sign in',
  signInTitle: 'Sign in to the library',
  name: 'Member number',
  password: 'Password',
  cancel: 'Cancel',
  refused:
    'Signing in did not work. Check your member number and password. After several tries that fail, wait 15 minutes.',
  consentTitle: (client: string) => `May ${client} act for you?`,
  consent: (client: string, account: string, target: string) =>
    `${client} (${target}) wants to see and change the reservations of ${account}, as you can on your own page.`,
  allow: 'Allow',
  signOutTitle: 'Sign out?',
  signOut: 'Sign out',
  stay: 'Stay signed in',
  signedOutTitle: 'You are signed out',
  signedOut: 'You can close this page.',
  expiredTitle: 'This page is no longer good',
  expired: 'It was open for too long, or was answered already. Go back to where you came from and begin again.',
  errorTitle: 'This did not work',
  error: 'Go back to where you came from and begin again. If it fails again, tell the library this word:',
  toLibrary: 'Back to Yeyak',
  passwords: {
    title: 'Change your password',
    present: 'Present password',
    chosen: 'New password',
    rule: '12 to 128 characters. Several words that only you put together are good.',
    again: 'New password, again',
    change: 'Change the password',
    faults: {
      refused:
        'It was not changed. Check your member number and present password. After several tries that fail, wait 15 minutes.',
      wrongLength: 'It was not changed. A new password has 12 to 128 characters.',
      unlike: 'It was not changed. The new password has to be the same both times.',
    },
    changedTitle: 'Your password is changed',
    changed: 'Sign in with it wherever you were signed in.',
  },
};

const korean: Texts = {
  otherLanguage: 'English',
  signIn: '로그인',
  signInTitle: '도서관 로그인',
  name: '회원 번호',
  password: '비밀번호',
  cancel: '취소',
  refused:
    '로그인하지 못했습니다. 회원 번호와 비밀번호를 확인해 주세요. 여러 번 실패했다면 15분 뒤에 다시 시도해 주세요.',
  consentTitle: (client) => `${client}에 권한을 줄까요?`,
  consent: (client, account, target) =>
    `${client}(${target})이(가) ${account} 님의 예약을 보고 바꾸려고 합니다. 내 페이지에서 직접 하는 것과 같습니다.`,
  allow: '허용',
  signOutTitle: '로그아웃할까요?',
  signOut: '로그아웃',
  stay: '로그인 유지',
  signedOutTitle: '로그아웃했습니다',
  signedOut: '이 페이지를 닫아도 됩니다.',
  expiredTitle: '더 이상 쓸 수 없는 페이지입니다',
  expired: '너무 오래 열려 있었거나 이미 처리되었습니다. 처음 페이지로 돌아가 다시 시작해 주세요.',
  errorTitle: '처리하지 못했습니다',
  error: '처음 페이지로 돌아가 다시 시작해 주세요. 계속되면 도서관에 다음 내용을 알려 주세요:',
  toLibrary: '예약으로 돌아가기',
  passwords: {
    title: '비밀번호 변경',
    present: '지금 비밀번호',
    chosen: '새 비밀번호',
    rule: '12~128자. 본인만 떠올릴 수 있는 낱말 여럿이면 좋습니다.',
    again: '새 비밀번호 확인',
    change: '비밀번호 바꾸기',
    faults: {
      refused:
        '바꾸지 못했습니다. 회원 번호와 지금 비밀번호를 확인해 주세요. 여러 번 실패했다면 15분 뒤에 다시 시도해 주세요.',
      wrongLength: '바꾸지 못했습니다. 새 비밀번호는 12~128자여야 합니다.',
      unlike: '바꾸지 못했습니다. 새 비밀번호 두 개가 서로 다릅니다.',
    },
    changedTitle: '비밀번호를 바꿨습니다',
    changed: '로그인했던 곳에서는 새 비밀번호로 다시 로그인해 주세요.',
  },
};

export const texts: Readonly<Record<Language, Texts>> = { ko: korean, en: english };
