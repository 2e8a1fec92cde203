import assert from 'node:assert/strict';
import { load, type PodAnswer, send, type Tally } from './client.ts';
import { kubectl, soon, tryKubectl } from './cluster.ts';

/** Another system, which has signed in and asks the gateway for its readers. */
export class Kiosk {
  private readonly token: string;
  private readonly accepted = new Set<string>();
  private acceptedOfLoads = 0;

  private constructor(token: string) {
    this.token = token;
  }

  /** Registers it at the console, and signs it in. */
  static async signIn(): Promise<Kiosk> {
    const console = await tryKubectl(
      ['exec', '--stdin', 'deployment/rental', '--', 'node', 'scripts/repl.ts'],
      'client kiosk\nexit\n',
    );
    const [, secret = ''] = /with the secret ([A-Za-z0-9_-]*)\./.exec(console.stdout) ?? [];
    assert.notEqual(secret, '', console.stderr);
    const answer = await send('/oidc/token', {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`kiosk:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    assert.equal(answer.status, 200, answer.body);
    return new Kiosk(JSON.parse(answer.body).access_token);
  }

  /** How many reservations it was told to have been made. */
  get reserved(): number {
    return this.accepted.size + this.acceptedOfLoads;
  }

  /** Asks for a reservation, whatever is answered. */
  async ask(key: string, bookId: string): Promise<PodAnswer> {
    const answer = await send('/rentals', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}`, 'idempotency-key': key },
      body: JSON.stringify({ memberId: 'kim', bookId }),
    });
    if (answer.status === 201) this.accepted.add(key);
    return answer;
  }

  async reserve(key: string, bookId: string): Promise<void> {
    const { status, body } = await this.ask(key, bookId);
    assert.equal(status, 201, body);
  }

  reserveSoon(key: string, bookId: string): Promise<void> {
    return soon(() => this.reserve(key, bookId));
  }

  /** How many of them are Kim's. */
  get reservedByKim(): number {
    return this.accepted.size;
  }

  /** How many rentals My Page shows Kim. */
  async shownOnMyPage(): Promise<number> {
    const { body } = await send('/mypages?memberId=kim', { headers: { authorization: `Bearer ${this.token}` } });
    return JSON.parse(body).total;
  }

  /** Many readers at once. */
  async load(wanted: Omit<Parameters<typeof load>[0], 'token'>): Promise<Tally> {
    const tally = await load({ token: this.token, ...wanted });
    this.acceptedOfLoads += wanted.what === 'reserve' ? (tally.counts['201'] ?? 0) : 0;
    return tally;
  }
}

export async function importCatalogue(): Promise<void> {
  await kubectl('exec', 'deployment/book', '--', 'node', 'scripts/import.ts', 'data/samples/goodbooks-500.csv');
}

/** The rentals of which the archive has that they were reserved, as another pod than the one that writes it reads it. */
export async function archivedReservations(): Promise<readonly string[]> {
  const show = ['node', 'scripts/archive.ts', 'show', '--type', 'library.rental.reserved'];
  const lines = (await kubectl('exec', 'deployment/mypage', '--', ...show)).split('\n');
  return lines.map((line) => (JSON.parse(line) as { subject: string }).subject);
}
