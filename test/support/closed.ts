import assert from 'node:assert/strict';
import type { AccountView, ClientView } from '../../services/identity/identity.contract.ts';
import { Browser, type Tokens } from './browser.ts';
import { eventually } from './eventually.ts';
import { type Nats, startNats } from './nats.ts';
import { freePort } from './port.ts';
import { isReady } from './readiness.ts';
import { Script } from './script.ts';
import { newDir, removeDir } from './tempdir.ts';

/** The password of everyone in these tests. */
export const password = 'correct horse battery';

/** A system that asks who is there (`AUTH=oidc`), in one process or in several over NATS. */
export class ClosedSystem {
  url = '';
  private readonly groups: readonly (readonly string[])[];
  private readonly scripts: Script[] = [];
  private readonly dir = newDir();
  private nats: Nats | undefined;
  private env: Record<string, string> = {};

  /** Services that share a process; none for a single process. */
  constructor(...groups: readonly (readonly string[])[]) {
    this.groups = groups;
  }

  /** `more`: variables besides those that make it closed. */
  async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    const port = String(await freePort());
    if (this.groups.length > 0) this.nats = await startNats();
    this.env = {
      AUTH: 'oidc',
      PORT: port,
      DATA_DIR: this.dir,
      ADMIN_PASSWORD: password,
      PASSWORD_COST: '8',
      ...(this.nats && { NATS_URL: this.nats.url }),
      ...more,
    };
    this.url = `http://127.0.0.1:${port}`;
    await this.startAll();
  }

  async restart(): Promise<void> {
    await this.end('SIGTERM');
    await this.startAll();
  }

  async stop(): Promise<void> {
    await this.end('SIGKILL');
    await this.nats?.stop();
    removeDir(this.dir);
  }

  browser(): Browser {
    return new Browser(this.url);
  }

  /** Signs in with the password of these tests. */
  async tokens(name: string): Promise<Tokens> {
    const answer = await this.browser().signIn(name, password);
    if (answer instanceof Response) throw new Error(`${name} was not signed in: ${answer.status}`);
    return answer;
  }

  async tokenOf(name: string): Promise<string> {
    return (await this.tokens(name)).access_token;
  }

  send(method: string, path: string, token?: string, body?: object): Promise<Response> {
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    };
    return fetch(this.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  }

  /** Sends, and reads an answer of this status. */
  async answer<Body>(status: number, ...request: Parameters<ClosedSystem['send']>): Promise<Body> {
    const response = await this.send(...request);
    const text = await response.text();
    assert.equal(response.status, status, `${request[0]} ${request[1]}: ${text}`);
    return JSON.parse(text) as Body;
  }

  /** Makes an account with the password of these tests, and answers a token of it. */
  async person(admin: string, id: string, role: string): Promise<string> {
    await this.answer<AccountView>(201, 'POST', '/admin/accounts', admin, { id, role, password });
    return this.tokenOf(id);
  }

  /** A token for a client, got with its secret. */
  clientToken({ id, secret = '' }: Pick<ClientView, 'id' | 'secret'>): Promise<Response> {
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    return fetch(`${this.url}/oidc/token`, { method: 'POST', headers: { authorization }, body });
  }

  private async startAll(): Promise<void> {
    if (this.groups.length === 0) this.scripts.push(new Script('scripts/start.ts', [], this.env));
    for (const group of this.groups) this.scripts.push(new Script('scripts/node.ts', group, this.env));
    try {
      await eventually(() => isReady(this.url), 40_000);
    } catch (error) {
      throw new Error(this.scripts.map(({ output }) => output).join('\n'), { cause: error });
    }
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const ending = this.scripts.splice(0);
    for (const script of ending) script.signal(signal);
    await Promise.all(ending.map(({ ended }) => ended));
  }
}

/** Tells a scenario of a closed system in both its scales. */
export function eachClosedScale(tell: (system: ClosedSystem) => void): void {
  scale('in one process', new ClosedSystem(), tell);
  scale(
    'over NATS',
    new ClosedSystem(['rental', 'payment', 'book', 'mypage', 'history'], ['identity'], ['gateway']),
    tell,
  );
}

function scale(name: string, system: ClosedSystem, tell: (system: ClosedSystem) => void): void {
  describe(name, function () {
    this.timeout(60_000);
    before(() => system.start());
    after(() => system.stop());
    tell(system);
  });
}
