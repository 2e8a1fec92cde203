import type { ValuesOf } from '../../../../mixins/settings/variable.ts';
import type { messageVariables } from '../message.variables.ts';
import { SandboxSender } from './sandbox.ts';
import type { Sender } from './sender.ts';
import { SmtpSender } from './smtp.ts';
import { WebhookSender } from './webhook.ts';

type Settings = ValuesOf<typeof messageVariables>;

/** @throws when a variable that the sender needs is not set; it names all that are missing */
export function chooseSender(settings: Settings): Sender {
  switch (settings.KAKAO_SENDER) {
    case 'webhook': {
      const { KAKAO_WEBHOOK_URL, KAKAO_WEBHOOK_SECRET } = required(
        settings,
        'KAKAO_WEBHOOK_URL',
        'KAKAO_WEBHOOK_SECRET',
      );
      return new WebhookSender(KAKAO_WEBHOOK_URL, KAKAO_WEBHOOK_SECRET);
    }
    case 'smtp': {
      const mail = required(settings, 'KAKAO_SMTP_URL', 'KAKAO_MAIL_FROM', 'KAKAO_MAIL_TO');
      const { KAKAO_SMTP_URL: url, KAKAO_MAIL_FROM: from, KAKAO_MAIL_TO: to } = mail;
      return new SmtpSender(url, { from, to }, settings.KAKAO_SEND_TIMEOUT_MS);
    }
    case 'sandbox':
      return new SandboxSender({ mode: settings.KAKAO_SANDBOX_MODE, delayMs: settings.KAKAO_SANDBOX_DELAY_MS });
  }
}

function required<Name extends keyof Settings>(settings: Settings, ...names: readonly Name[]) {
  const missing = names.filter((name) => settings[name] === undefined);
  if (missing.length > 0)
    throw new Error(`KAKAO_SENDER is ${settings.KAKAO_SENDER}: set ${missing.join(' and ')} too.`);
  return settings as { readonly [N in Name]: NonNullable<Settings[N]> };
}
