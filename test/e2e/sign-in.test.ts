import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import type { ClientView } from '../../services/identity/identity.contract.ts';
import { placeOf, type Tokens } from '../support/browser.ts';
import { eachClosedScale, password } from '../support/closed.ts';

describe('Whoever signs in', () => {
  eachClosedScale((system) => {
    let admin: string;
    let kim: string;
    before(async () => {
      admin = await system.tokenOf('admin');
      kim = await system.person(admin, 'kim', 'member');
    });

    it('gets tokens that tell who they are, for ten minutes', async () => {
      const { access_token, id_token } = await system.tokens('kim');
      const access = decodeJwt(access_token);
      assert.partialDeepStrictEqual(access, {
        iss: `${system.url}/oidc`,
        aud: 'urn:yeyak:api',
        sub: 'kim',
        roles: ['member'],
      });
      assert.equal((access.exp ?? 0) - (access.iat ?? 0), 600);
      assert.partialDeepStrictEqual(decodeJwt(id_token), { aud: 'yeyak-pages', sub: 'kim', role: 'member' });
    });

    it('need not sign in again while the session lasts, and does once it is ended', async () => {
      const browser = system.browser();
      await browser.signIn('kim', password);
      const { place } = await browser.begin();
      assert.match(place, /\/app\/signed-in\?code=/);
      const page = await (await browser.get('/oidc/session/end')).text();
      const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page) ?? [];
      await browser.post('/oidc/session/end/confirm', { xsrf, logout: 'yes' });
      assert.match((await browser.begin()).place, /\/oidc\/interaction\//);
    });

    it('can redeem a code once, and only with its verifier', async () => {
      const browser = system.browser();
      const { place, verifier } = await browser.begin();
      const code = await browser.codeFrom(placeOf(await browser.post(place, { name: 'kim', password })));
      assert.equal((await browser.redeem(code, 'x'.repeat(43))).status, 400);
      assert.equal((await browser.redeem(code, verifier)).status, 200);
      assert.equal((await browser.redeem(code, verifier)).status, 400);
    });

    it('through a program is answered in JSON, even if that says it takes HTML', async () => {
      const browser = system.browser();
      const revocation = { token: 'none', client_id: 'nobody' };
      const answers = {
        token: await browser.redeem('no code', 'x'.repeat(43)),
        empty: await browser.post('/oidc/token', {}),
        revocation: await browser.post('/oidc/token/revocation', revocation),
      };
      for (const [name, answer] of Object.entries(answers)) {
        assert.match(answer.headers.get('content-type') ?? '', /^application\/json/, name);
        assert.ok(answer.status >= 400 && answer.status < 500, name);
        assert.equal(typeof ((await answer.json()) as { error?: unknown }).error, 'string', name);
      }
      for (const path of ['/oidc/jwks', '/oidc/.well-known/openid-configuration'])
        assert.match(
          (await browser.get(path)).headers.get('content-type') ?? '',
          /^application\/(jwk-set\+)?json/,
          path,
        );
    });

    it('cannot come without PKCE, or lead the code elsewhere', async () => {
      const error = async (more: Record<string, string>) => {
        const query = new URLSearchParams({
          client_id: 'yeyak-pages',
          response_type: 'code',
          scope: 'openid',
          ...more,
        });
        return system.browser().get(`/oidc/auth?${query}`);
      };
      assert.match(placeOf(await error({ redirect_uri: `${system.url}/app/signed-in` })), /error=invalid_request/);
      const elsewhere = await error({ redirect_uri: 'https://evil.example/' });
      assert.deepEqual([elsewhere.status, elsewhere.headers.get('location')], [400, null]);
      assert.match(await elsewhere.text(), /<code>invalid_redirect_uri<\/code>/);
    });

    it('stays signed in by refreshing, each refresh token being good once', async () => {
      const browser = system.browser();
      const tokens = await browser.signIn('kim', password);
      assert.ok(!(tokens instanceof Response));
      const refreshed = await browser.refresh(tokens.refresh_token);
      assert.equal(refreshed.status, 200);
      const { access_token, refresh_token } = (await refreshed.json()) as typeof tokens;
      assert.equal((await system.send('GET', '/mypages', access_token)).status, 200);
      assert.equal((await browser.refresh(tokens.refresh_token)).status, 400);
      assert.equal((await browser.refresh(refresh_token)).status, 400, 'a stolen one ends them all');
    });

    it('is out as soon as the account is disabled or its password changed', async () => {
      await system.person(admin, 'han', 'member');
      for (const change of [{ password: 'another horse battery' }, { disabled: true }]) {
        await system.answer(200, 'PATCH', '/admin/accounts/han', admin, { password, disabled: false });
        const browser = system.browser();
        const tokens = await browser.signIn('han', password);
        assert.ok(!(tokens instanceof Response));
        await system.answer(200, 'PATCH', '/admin/accounts/han', admin, change);
        assert.equal((await browser.refresh(tokens.refresh_token)).status, 400);
        assert.match((await browser.begin()).place, /\/oidc\/interaction\//);
        assert.ok((await browser.signIn('han', password)) instanceof Response);
      }
    });

    it('may change their password with the present one, which ends their sessions', async () => {
      await system.person(admin, 'moon', 'member');
      const browser = system.browser();
      const tokens = await browser.signIn('moon', password);
      assert.ok(!(tokens instanceof Response));
      const change = async (given: Record<string, string>) => {
        const chosen = 'another horse battery';
        const form = { name: 'moon', present: password, chosen, again: chosen, ...given };
        const answer = await browser.post('/oidc/password', form);
        return [answer.status, /role="alert">([^<]+)/.exec(await answer.text())?.[1]];
      };
      assert.match(String(await change({ present: 'wrong' })), /^403,.*present password/);
      assert.deepEqual(await change({ present: 'wrong' }), await change({ name: 'nobody' }));
      assert.match(String(await change({ again: 'other' })), /^403,.*the same both times/);
      assert.match(String(await change({ chosen: 'short', again: 'short' })), /^403,.*12 to 128/);
      assert.deepEqual(await change({}), [200, undefined]);
      assert.equal((await browser.refresh(tokens.refresh_token)).status, 400);
      assert.ok((await browser.signIn('moon', password)) instanceof Response);
      assert.ok(!((await browser.signIn('moon', 'another horse battery')) instanceof Response));
    });

    it('is refused in one and the same way, whatever is wrong', async () => {
      await system.person(admin, 'gone', 'member');
      await system.answer(200, 'PATCH', '/admin/accounts/gone', admin, { disabled: true });
      const refusal = async (name: string, given: string) => {
        const answer = await system.browser().signIn(name, given);
        assert.ok(answer instanceof Response, name);
        const page = (await answer.text()).replace(`value="${name}"`, 'value=""');
        return { status: answer.status, page, headers: [...answer.headers.keys()] };
      };
      const wrong = await refusal('kim', 'wrong');
      assert.equal(wrong.status, 403);
      assert.deepEqual(await refusal('nobody', password), wrong);
      assert.deepEqual(await refusal('gone', password), wrong);
      for (let failure = 0; failure < 9; failure++) await refusal('park', 'wrong');
      await system.answer(201, 'POST', '/admin/accounts', admin, { id: 'park', role: 'member', password });
      await refusal('park', 'wrong');
      assert.deepEqual(await refusal('park', password), wrong);
    });

    it('may let another system act for them, as a member whoever they are', async () => {
      const redirect_uri = 'https://app.example/back';
      const app = { id: 'reading-app', name: 'Reading <app>', redirectUris: [redirect_uri] };
      const { secret = '' } = await system.answer<ClientView>(201, 'POST', '/admin/clients', admin, app);
      const browser = system.browser();
      const { place, verifier } = await browser.begin({ client_id: app.id, redirect_uri });
      const signedIn = placeOf(await browser.post(place, { name: 'admin', password }));
      const consent = placeOf(await browser.get(signedIn));
      const page = await browser.get(consent);
      assert.match(await page.text(), /May Reading &#60;app&#62; act for you\?.*https:\/\/app\.example/s);
      assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self' https:\/\/app\.example;/);
      const code = await browser.codeFrom(placeOf(await browser.post(consent, { allow: 'yes' })));
      const redeemed = await browser.post('/oidc/token', {
        grant_type: 'authorization_code',
        client_id: app.id,
        client_secret: secret,
        redirect_uri,
        code,
        code_verifier: verifier,
      });
      const { access_token } = (await redeemed.json()) as Tokens;
      assert.partialDeepStrictEqual(decodeJwt(access_token), { sub: 'admin', roles: ['member'] });
      await system.answer(403, 'GET', '/admin/accounts', access_token);
    });

    it('may say no, and the application is told', async () => {
      const { place } = await system.browser().begin();
      const browser = system.browser();
      assert.equal((await browser.get(place)).status, 400, 'the page of another browser');
      const own = await browser.begin();
      const refused = await browser.get(placeOf(await browser.post(own.place, { cancel: 'yes' })));
      assert.match(placeOf(refused), /\/app\/signed-in\?error=access_denied/);
    });

    it('finds pages in Korean and English, which no script, frame or other site can use', async () => {
      const browser = system.browser();
      const { place } = await browser.begin({ ui_locales: 'ko' });
      const page = await browser.get(place);
      assert.match(await page.text(), /<html lang="ko">.*회원 번호/s);
      assert.match(await (await browser.get(`${place}?lang=en`)).text(), /<html lang="en">/);
      const policy = page.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'; script-src 'none'.*frame-ancestors 'none'; base-uri 'none'/);
      assert.equal(page.headers.get('cache-control'), 'no-store');
      assert.equal((await browser.get('/oidc/nowhere')).status, 404);
    });

    it('is answered, whatever comes in, by a refusal that tells nothing', async () => {
      const odd = ['', '%00', '%F0%9F%93%9A', '%ff', '..%2f..', '[object%20Object]', 'x'.repeat(5_000), '__proto__'];
      const requests: [string, string, string?][] = odd.flatMap((text) => [
        ['GET', `/oidc/auth?client_id=${text}`],
        ['GET', `/oidc/auth?client_id=yeyak-pages&redirect_uri=${text}&response_type=${text}&scope=${text}`],
        ['GET', `/oidc/interaction/${text}`],
        ['GET', `/oidc/auth/${text}`],
        ['GET', `/oidc/session/end?id_token_hint=${text}`],
        ['GET', `/oidc//${text}?lang=${text}`],
        ['POST', '/oidc/token', `grant_type=${text}&client_id=${text}`],
        [
          'POST',
          '/oidc/token',
          `grant_type=authorization_code&client_id=yeyak-pages&code=${text}&code_verifier=${text}`,
        ],
        ['POST', '/oidc/token', `grant_type=refresh_token&client_id=yeyak-pages&refresh_token=${text}`],
        ['POST', '/oidc/token/revocation', `client_id=yeyak-pages&token=${text}`],
        ['PUT', `/oidc/${text}`, 'x'],
      ]);
      for (const [method, path, body] of requests) {
        const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: '_session=x; _interaction=%00' };
        const response = await fetch(system.url + path, { method, headers, redirect: 'manual', ...(body && { body }) });
        const answer = await response.text();
        assert.ok(response.status < 500, `${method} ${path} ${body}: ${response.status} ${answer}`);
        assert.doesNotMatch(answer, /node_modules|\.ts:|Error:/);
      }
    });

    it('has tokens that outlive a new key and a restart', async () => {
      const before = await system.tokenOf('kim');
      const { old } = await system.answer<{ old: string[] }>(200, 'POST', '/admin/keys', admin, {});
      assert.equal(old.length, 1);
      const after = await system.tokenOf('kim');
      for (const token of [before, after]) assert.equal((await system.send('GET', '/mypages', token)).status, 200);
      const kidOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
      assert.notEqual(kidOf(before), kidOf(after));
      await system.restart();
      for (const token of [before, after, kim]) assert.equal((await system.send('GET', '/mypages', token)).status, 200);
    });
  });
});
