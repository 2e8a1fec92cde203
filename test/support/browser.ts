import { createHash, randomBytes } from 'node:crypto';
import { pagesClient, providerPath } from '../../services/identity/identity.contract.ts';

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
}

/** What a browser does of signing in: follows redirects, keeps cookies by path, sends forms. */
export class Browser {
  private readonly url: string;
  private readonly cookies: { name: string; value: string; path: string }[] = [];

  constructor(url: string) {
    this.url = url;
  }

  async get(path: string): Promise<Response> {
    return this.send(path, {});
  }

  async post(path: string, form: Record<string, string>): Promise<Response> {
    return this.send(path, { method: 'POST', body: new URLSearchParams(form) });
  }

  /** Asks for a code as the pages do: answers where that leads, and what redeems the code. */
  async begin(more: Record<string, string> = {}): Promise<{ place: string; verifier: string }> {
    const verifier = randomBytes(32).toString('base64url');
    const asked = new URLSearchParams({
      client_id: pagesClient,
      response_type: 'code',
      redirect_uri: `${this.url}/app/signed-in`,
      scope: 'openid',
      state: 'state',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    });
    return { place: placeOf(await this.get(`${providerPath}/auth?${asked}`)), verifier };
  }

  /** Signs in, and answers the page that refuses it or the tokens. */
  async signIn(name: string, password: string): Promise<Response | Tokens> {
    const { place, verifier } = await this.begin();
    const answer = await this.post(place, { name, password });
    if (answer.status !== 303) return answer;
    const code = await this.codeFrom(placeOf(answer));
    const tokens = await this.redeem(code, verifier);
    return (await tokens.json()) as Tokens;
  }

  /** Follows to the page that gets the code. */
  async codeFrom(place: string): Promise<string> {
    const code = new URL(placeOf(await this.get(place))).searchParams.get('code');
    if (code === null) throw new Error(`${place} leads to no code`);
    return code;
  }

  redeem(code: string, verifier: string): Promise<Response> {
    return this.post(`${providerPath}/token`, {
      grant_type: 'authorization_code',
      client_id: pagesClient,
      redirect_uri: `${this.url}/app/signed-in`,
      code,
      code_verifier: verifier,
    });
  }

  refresh(token: string): Promise<Response> {
    const form = { grant_type: 'refresh_token', client_id: pagesClient, refresh_token: token };
    return this.post(`${providerPath}/token`, form);
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    const { href, pathname } = new URL(path, this.url);
    const own = this.cookies.filter((cookie) => pathname.startsWith(cookie.path));
    const cookie = own.map(({ name, value }) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', cookie, 'accept-language': 'en' };
    const response = await fetch(href, { redirect: 'manual', headers, ...init });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const [, path = '/'] = /path=([^;]+)/i.exec(line) ?? [];
    const at = this.cookies.findIndex((cookie) => cookie.name === name && cookie.path === path);
    if (at >= 0) this.cookies.splice(at, 1);
    if (value !== '') this.cookies.push({ name, value, path });
  }
}

export function placeOf(response: Response): string {
  const place = response.headers.get('location');
  if (place === null) throw new Error(`answered ${response.status} with no redirect`);
  return place;
}
