import type { Variables } from '../../../mixins/settings/variable.ts';
import { httpUrl, integer, matching, oneOf } from '../../../mixins/settings/variable-types.ts';

export const messageVariables = {
  KAKAO_SENDER: {
    kind: oneOf('sandbox', 'webhook', 'smtp'),
    default: 'sandbox',
    help: 'What sends messages: nothing but the log (sandbox), a signed request to KAKAO_WEBHOOK_URL, or mail through KAKAO_SMTP_URL.',
  },
  KAKAO_LANGUAGE: { kind: oneOf('en', 'ko'), default: 'en', help: 'The language of messages.' },
  KAKAO_EXPIRY_H: {
    kind: integer(1, 720),
    default: '24',
    help: 'Hours after an event within which people are told of it; then its message is given up.',
  },
  KAKAO_RETRY_MS: {
    kind: integer(1, 3_600_000),
    default: '1000',
    help: 'How long after a failure a message is tried again; doubles each time, up to an hour.',
  },
  KAKAO_SEND_TIMEOUT_MS: {
    kind: integer(1, 600_000),
    default: '10000',
    help: 'How long the sender may take to acknowledge a message.',
  },
  KAKAO_SANDBOX_MODE: {
    kind: oneOf('deliver', 'fail', 'reject'),
    default: 'deliver',
    help: 'What the sandbox sender does from the start.',
  },
  KAKAO_SANDBOX_DELAY_MS: { kind: integer(0, 600_000), default: '0', help: 'How long it takes to do so.' },
  KAKAO_WEBHOOK_URL: { kind: httpUrl, help: 'Where messages are sent to, as Standard Webhooks has it.' },
  KAKAO_WEBHOOK_SECRET: {
    kind: matching(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'whsec_ and 24 bytes or more in base64'),
    secret: true,
    help: 'What they are signed with: whsec_ and what `openssl rand -base64 32` prints.',
  },
  KAKAO_SMTP_URL: {
    kind: matching(/^smtps?:\/\/[^\s/]+\/?$/, 'an address such as smtps://user:password@mail.example:465'),
    secret: true,
    help: 'The mail server: smtps://user:password@mail.example:465, or smtp:// for one that takes STARTTLS or is within.',
  },
  KAKAO_MAIL_FROM: {
    kind: matching(/^[^\s@<>]+@[^\s@<>]+$/, 'a mail address'),
    help: 'Whom mail is from, such as library@example.org.',
  },
  KAKAO_MAIL_TO: {
    kind: matching(/^[^\s<>,;]*\{id\}[^\s<>,;]*$/, 'a mail address with {id} in it, or {id}'),
    help: "A recipient's address, made of their id: {id}@example.org; {id} where ids are addresses.",
  },
} as const satisfies Variables;
