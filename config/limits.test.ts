import assert from 'node:assert/strict';
import { EnvError, parseEnv } from './env.ts';
import { rateOf } from './limits.ts';

describe('How often a client may ask', () => {
  const of = (record: Record<string, string>) => rateOf(parseEnv(record));

  it('is as often as it likes on loopback, and 6,000 times a minute elsewhere', () => {
    assert.equal(of({}), undefined);
    assert.deepEqual(of({ HOST: '0.0.0.0' }), { requests: 6_000, seconds: 60 });
  });

  it('is what RATE_LIMIT says', () => {
    assert.deepEqual(of({ RATE_LIMIT: '100' }), { requests: 100, seconds: 60 });
    assert.equal(of({ HOST: '0.0.0.0', RATE_LIMIT: 'off' }), undefined);
    for (const RATE_LIMIT of ['0', '-1', '1.5', 'on']) assert.throws(() => of({ RATE_LIMIT }), EnvError, RATE_LIMIT);
  });
});

describe('The origins of pages that may use the API', () => {
  const of = (CORS_ORIGINS: string) => parseEnv({ CORS_ORIGINS }).CORS_ORIGINS;

  it('are none unless they are named, or all', () => {
    assert.equal(of(''), undefined);
    assert.deepEqual(of('*'), ['*']);
    assert.deepEqual(of('https://a.example, http://localhost:5173/'), ['https://a.example', 'http://localhost:5173']);
  });

  it('have no path, and no pattern in them', () => {
    for (const origins of ['a.example', 'https://a.example/app', 'https://*.example,', 'https://a.example,*'])
      assert.throws(() => of(origins), EnvError, origins);
  });
});
