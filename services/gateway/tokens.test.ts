import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { eventually } from '../../test/support/eventually.ts';
import { close, listen, urlOf } from './server.ts';
import { discoverKeys, InvalidToken, keysByCall, type TokenRules, tokenVerifier } from './tokens.ts';

const rules: TokenRules = {
  issuer: 'https://issuer.example',
  audience: 'urn:yeyak:api',
  algorithms: ['RS256'],
  type: 'at+jwt',
};

const roles = ['member', 'kiosk', 'librarian', 'admin'];

type Key = Awaited<ReturnType<typeof newKey>>;

async function newKey(kid: string, alg = 'RS256') {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

interface Token {
  readonly claims?: JWTPayload;
  readonly issuer?: string;
  readonly audience?: string;
  readonly lifetime?: string;
  readonly type?: string;
}

function sign({ kid, alg, privateKey }: Key, token: Token = {}): Promise<string> {
  return new SignJWT({ sub: 'kim', roles: ['member'], ...token.claims })
    .setProtectedHeader({ alg, kid, typ: token.type ?? 'at+jwt' })
    .setIssuer(token.issuer ?? rules.issuer)
    .setAudience(token.audience ?? rules.audience)
    .setExpirationTime(token.lifetime ?? '1m')
    .sign(privateKey);
}

describe('An access token', () => {
  let key: Key;
  let published: Key[];
  let asked: number;
  const verifier = (changed: Partial<TokenRules> = {}) =>
    tokenVerifier({ ...rules, ...changed }, roles, async () =>
      keysByCall(async () => {
        asked += 1;
        return { keys: published.map(({ jwk }) => jwk) };
      }),
    );
  const isRefused = (token: string, verify = verifier()) => assert.rejects(verify(token), InvalidToken);

  before(async () => {
    key = await newKey('one');
  });
  beforeEach(() => {
    published = [key];
    asked = 0;
  });

  it('says who asks, with which role', async () => {
    assert.deepEqual(await verifier()(await sign(key)), { id: 'kim', role: 'member', kind: 'person' });
    const ofClient = { sub: 'desk', client_id: 'desk', roles: ['librarian'] };
    assert.deepEqual(await verifier()(await sign(key, { claims: ofClient })), {
      id: 'desk',
      role: 'librarian',
      kind: 'client',
    });
  });

  it('gives the highest of the roles that are known, and makes a member of whoever has none', async () => {
    const roleIn = async (roles: unknown) => (await verifier()(await sign(key, { claims: { roles } }))).role;
    assert.equal(await roleIn(['member', 'admin', 'librarian']), 'admin');
    assert.equal(await roleIn('librarian'), 'librarian');
    for (const roles of [undefined, [], ['root'], 'Admin', 7, { admin: true }])
      assert.equal(await roleIn(roles), 'member');
  });

  it('is refused when it has expired, but for the difference of clocks', async () => {
    await isRefused(await sign(key, { lifetime: '-1m' }));
    await verifier()(await sign(key, { lifetime: '-5s' }));
  });

  it('is refused when it is of another issuer, for another audience, of another type, or of nobody', async () => {
    await isRefused(await sign(key, { issuer: 'https://issuer.example/' }));
    await isRefused(await sign(key, { audience: 'yeyak-pages' }));
    await isRefused(await sign(key, { type: 'JWT' }));
    await isRefused(await sign(key, { claims: { sub: undefined } }));
  });

  it('speaks of any subject that an issuer may give (OpenID Connect Core 1.0, 2)', async () => {
    const subjects = [
      'auth0|507f',
      'google-oauth2|1',
      'kim@example.com',
      '_AAAA',
      'urn:kakao:1',
      '김민지',
      'Kim Lee',
      'x'.repeat(255),
    ];
    for (const sub of subjects) assert.equal((await verifier()(await sign(key, { claims: { sub } }))).id, sub);
  });

  it('is refused when its subject is no text that can be seen', async () => {
    const subjects = [7, '', {}, ['kim'], null, true, 'a\u0000', 'a\u202eb', '\ud800', ' kim', 'x'.repeat(256)];
    for (const sub of subjects) await isRefused(await sign(key, { claims: { sub: sub as string } }));
  });

  it('is refused when it is changed, unsigned, or signed with another key or algorithm', async () => {
    const token = await sign(key);
    const [header = '', , signature] = token.split('.');
    const claims = (await sign(key, { claims: { roles: ['admin'] } })).split('.')[1];
    await isRefused([header, claims, signature].join('.'));
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    await isRefused([unsigned, claims, ''].join('.'));
    await isRefused(await sign(await newKey('one')));
    const other = await newKey('two', 'PS256');
    published = [key, other];
    await isRefused(await sign(other));
    await verifier({ algorithms: ['RS256', 'PS256'] })(await sign(other));
  });

  it('is refused when its secret is the public key: an algorithm of another kind', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(key.jwk));
    const forged = new SignJWT({ sub: 'kim', roles: ['admin'] }).setProtectedHeader({
      alg: 'HS256',
      kid: 'one',
      typ: 'at+jwt',
    });
    forged.setIssuer(rules.issuer).setAudience(rules.audience).setExpirationTime('1m');
    await isRefused(await forged.sign(secret));
  });

  it('of a key that has come since is good; keys are asked for only then', async () => {
    const verify = verifier();
    await verify(await sign(key));
    await verify(await sign(key));
    assert.equal(asked, 1);
    const next = await newKey('next');
    published = [next, key];
    const token = await sign(next);
    const isGood = () => verify(token).then(Boolean, () => false);
    // Not at once: unknown keys, which anybody can name, make it ask once a second at most.
    await eventually(isGood);
    assert.equal(asked, 2);
  });

  it('is not called bad when the keys cannot be had, and good again when they can', async () => {
    let down = true;
    const verify = tokenVerifier(rules, roles, async () =>
      keysByCall(async () => {
        if (down) throw new Error('nobody answers');
        return { keys: [key.jwk] };
      }),
    );
    const token = await sign(key);
    await assert.rejects(verify(token), (error) => !(error instanceof InvalidToken));
    down = false;
    await verify(token);
  });
});

describe('The keys of another issuer', () => {
  let server: Server | undefined;
  afterEach(async () => {
    if (server) await close(server, { idleMs: 0, graceMs: 0 });
    server = undefined;
  });

  /** An issuer that says this of itself. */
  async function issuer(documents: (url: string) => Record<string, object | undefined>): Promise<string> {
    server = await listen(
      (request, response) => {
        const found = documents(urlOf(server as Server))[request.url ?? ''];
        response.statusCode = found ? 200 : 404;
        response.end(JSON.stringify(found ?? {}));
      },
      { host: '127.0.0.1', port: 0 },
    );
    return urlOf(server);
  }

  const discovery = '/.well-known/openid-configuration';

  it('are found by its address', async () => {
    const key = await newKey('theirs');
    const url = await issuer((own) => ({
      [discovery]: { issuer: own, jwks_uri: `${own}/keys` },
      '/keys': { keys: [key.jwk] },
    }));
    const verify = tokenVerifier({ ...rules, issuer: url }, roles, () => discoverKeys(url));
    assert.equal((await verify(await sign(key, { issuer: url }))).id, 'kim');
  });

  it('are not taken from one that says it is another', async () => {
    const url = await issuer((own) => ({ [discovery]: { issuer: 'https://issuer.example', jwks_uri: `${own}/keys` } }));
    await assert.rejects(discoverKeys(url), /describes no/);
  });

  it('are asked for again after it was down', async () => {
    const key = await newKey('theirs');
    let up = false;
    const url = await issuer((own) => ({
      [discovery]: up ? { issuer: own, jwks_uri: `${own}/keys` } : undefined,
      '/keys': { keys: [key.jwk] },
    }));
    const verify = tokenVerifier({ ...rules, issuer: url }, roles, () => discoverKeys(url));
    const token = await sign(key, { issuer: url });
    await assert.rejects(verify(token), (error) => !(error instanceof InvalidToken));
    up = true;
    assert.equal((await verify(token)).id, 'kim');
  });
});
