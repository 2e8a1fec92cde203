import { createTransport, type Transporter } from 'nodemailer';
import { NotSent, type Outgoing, type Sender } from './sender.ts';

export interface Mail {
  /** Whom it is from. */
  readonly from: string;
  /** An address, with `{id}` in the place of the recipient's id. */
  readonly to: string;
}

const subjects = { en: 'Message', ko: '알림' } as const;

/** Sends mail through a server. Its Message-ID follows from the message, so that a receiver can tell a repeat. */
export class SmtpSender implements Sender {
  readonly kind = 'smtp';
  private readonly transport: Transporter;
  private readonly mail: Mail;

  constructor(url: string, mail: Mail, timeout: number) {
    const limits = { connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout };
    this.transport = createTransport({ url, pool: true, ...limits });
    this.mail = mail;
  }

  async send({ key, customerId, status, message, language }: Outgoing): Promise<void> {
    const { from, to } = this.mail;
    const address = addressOf(to, customerId);
    if (address === undefined) throw new NotSent('no-address', true);
    const messageId = `<${key}@${from.slice(from.lastIndexOf('@') + 1)}>`;
    const subject = `${subjects[language]}: ${status}`;
    const headers = { 'auto-submitted': 'auto-generated' };
    try {
      await this.transport.sendMail({ from, to: { name: '', address }, messageId, subject, text: message, headers });
    } catch (error) {
      throw refusalOf(error as SmtpError);
    }
  }

  close(): void {
    this.transport.close();
  }
}

/** @returns none when the id makes no address: the letters of ids are more than those of addresses */
export function addressOf(template: string, customerId: string): string | undefined {
  const address = template.replaceAll('{id}', () => customerId);
  return /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/.test(address) ? address : undefined;
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
}

/** The server's own words may hold the address, so that only its code is told. 5xx of the envelope or the text is final. */
function refusalOf({ code, responseCode }: SmtpError): NotSent {
  if (responseCode === undefined) return new NotSent(code === 'ETIMEDOUT' ? 'timeout' : 'unreachable');
  const isOfMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  return new NotSent(`smtp-${responseCode}`, isOfMessage && responseCode >= 500);
}
