import assert from 'node:assert/strict';
import { authOf, isIssuer, publicUrlOf } from './auth.ts';
import { EnvError, parseEnv } from './env.ts';

const nats = { NATS_URL: 'nats://127.0.0.1:4222' };

describe('Who is let in', () => {
  const of = (record: Record<string, string>) => authOf(parseEnv(record));
  const refused = (record: Record<string, string>, pattern: RegExp) =>
    assert.throws(
      () => of(record),
      (error) => error instanceof EnvError && pattern.test(error.message),
      JSON.stringify(record),
    );

  it('is everyone in a single process on loopback, unless it says otherwise', () => {
    for (const HOST of ['127.0.0.1', '127.8.0.1', '::1', 'localhost'])
      assert.deepEqual(of({ HOST }), { mode: 'open' }, HOST);
    assert.deepEqual(of({ AUTH: 'open' }), { mode: 'open' });
  });

  it('is everyone over NATS only where that is said, on loopback', () => {
    assert.deepEqual(of({ ...nats, AUTH: 'open' }), { mode: 'open' });
    refused(nats, /say whom it lets in.*AUTH=oidc.*AUTH_ISSUER.*AUTH=open/);
  });

  it('is never everyone on an address that others reach', () => {
    for (const HOST of ['0.0.0.0', '::', '192.168.0.7', 'library.example', '127.0.0.1.example', '1270.0.0.1']) {
      refused({ HOST }, /say whom it lets in/);
      refused({ HOST, AUTH: 'open' }, /does not start open/);
      refused({ HOST, AUTH: 'open', ...nats }, /does not start open/);
    }
  });

  it('is whoever has a token of our own identity service', () => {
    const expected = {
      mode: 'oidc',
      external: false,
      issuer: 'http://127.0.0.1:3000/oidc',
      audience: 'urn:yeyak:api',
      algorithms: ['RS256'],
      type: 'at+jwt',
    };
    assert.deepEqual(of({ AUTH: 'oidc', AUTH_ALGORITHMS: 'ES256' }), expected);
    const PUBLIC_URL = 'https://library.example/';
    const issuer = 'https://library.example/oidc';
    assert.deepEqual(of({ AUTH: 'oidc', HOST: '0.0.0.0', PUBLIC_URL }), { ...expected, issuer });
  });

  it('is whoever has a token of another issuer, which is named to the letter', () => {
    const issuer = 'https://login.example/';
    assert.deepEqual(
      of({ AUTH_ISSUER: issuer, HOST: '0.0.0.0', AUTH_AUDIENCE: 'library', AUTH_ALGORITHMS: 'ES256,RS256' }),
      {
        mode: 'oidc',
        external: true,
        issuer,
        audience: 'library',
        algorithms: ['ES256', 'RS256'],
      },
    );
    refused({ AUTH_ISSUER: issuer, AUTH: 'open' }, /unset one/);
  });

  it('needs an address that browsers can use, where people sign in', () => {
    refused({ AUTH: 'oidc', HOST: '0.0.0.0' }, /PUBLIC_URL is not set/);
    refused({ AUTH: 'oidc', PORT: '0' }, /PUBLIC_URL is not set/);
    assert.equal(publicUrlOf(parseEnv({ HOST: '::1', PORT: '4000' })), 'http://[::1]:4000');
  });

  it('is decided by our own identity service only where it is asked to', () => {
    assert.equal(isIssuer(parseEnv({ AUTH: 'oidc' })), true);
    assert.equal(isIssuer(parseEnv({})), false);
    assert.equal(isIssuer(parseEnv({ AUTH: 'oidc', AUTH_ISSUER: 'https://login.example' })), false);
  });

  it('is told without the password of the first admin', () => {
    assert.throws(() => parseEnv({ ADMIN_PASSWORD: 'too short' }), /ADMIN_PASSWORD is "\*\*\*", but must be/);
  });

  it('is not told by an address with a path, query or password', () => {
    for (const PUBLIC_URL of [
      'https://a.example/b',
      'https://a.example?b',
      'https://a:b@c.example',
      'ftp://a.example',
      'a',
    ])
      assert.throws(() => parseEnv({ PUBLIC_URL }), /PUBLIC_URL is/, PUBLIC_URL);
    assert.throws(() => parseEnv({ AUTH_ALGORITHMS: 'RS256,HS256' }), /AUTH_ALGORITHMS is/);
  });
});
