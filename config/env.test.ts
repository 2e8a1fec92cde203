import assert from 'node:assert/strict';
import { systems } from '../services/systems.ts';
import { describeEnv, EnvError, parseEnv, variablesOf } from './env.ts';

describe('The configuration', () => {
  const problemsOf = (record: Record<string, string>) => {
    try {
      parseEnv(record);
    } catch (error) {
      assert.ok(error instanceof EnvError);
      return error.message;
    }
    throw new assert.AssertionError({ message: `${JSON.stringify(record)} was taken` });
  };

  it('needs no variable to be set', () => {
    const env = parseEnv({});
    assert.equal(env.PORT, 3000);
    assert.equal(env.HOST, '127.0.0.1');
    assert.equal(env.NATS_URL, undefined);
    assert.equal(env.BREAKER_THRESHOLD, 0.5);
    assert.equal(env.TRACE_TO, 'off');
  });

  it('takes what is set', () => {
    const env = parseEnv({ PORT: ' 0 ', NATS_URL: 'nats://a:4222,nats://b:4222', TRACE_TO: 'http://zipkin:9411' });
    assert.equal(env.PORT, 0);
    assert.equal(env.NATS_URL, 'nats://a:4222,nats://b:4222');
    assert.equal(env.TRACE_TO, 'http://zipkin:9411');
  });

  it('takes an empty variable for one that is not set', () => {
    assert.deepEqual(parseEnv({ PORT: '', NATS_URL: '  ' }), parseEnv({}));
  });

  it('has a default that is itself allowed', () => {
    for (const [name, variable] of Object.entries(variablesOf(systems))) {
      if (variable.default !== undefined) assert.notEqual(variable.kind.parse(variable.default), undefined, name);
    }
  });

  const bad: Record<string, readonly string[]> = {
    PORT: ['abc', '70000', '-1', '80.5', '0x50', '1e3'],
    HOST: ['my host'],
    NATS_URL: ['127.0.0.1:4222', 'http://127.0.0.1:4222', 'nats://', 'nats://a:4222,b:4222'],
    NAMESPACE: ['a.b', '*'],
    EVENT_STREAM_MB: ['0', 'library=512', '256,library', '256,library=0', '256;library=512'],
    NODE_ID: ['rental.1'],
    BREAKER_THRESHOLD: ['0', '1.1', 'half', '-0.5'],
    LOG_LEVEL: ['loud', 'WARN'],
    PAYMENT_SANDBOX_MODE: ['decline,fail'],
    TRACE_TO: ['yes', 'ftp://zipkin'],
    STORE_URL: [
      'nedb',
      'mysql://127.0.0.1/yeyak',
      'postgres://127.0.0.1',
      'postgres:///yeyak',
      'mongodb://a,b:27017',
      'mongodb://a,b:27017/',
    ],
    PAYMENT_STORE_URL: ['127.0.0.1:5432'],
  };
  for (const [name, texts] of Object.entries(bad)) {
    it(`refuses a bad ${name}, naming it, its value and what is allowed`, () => {
      for (const text of texts) {
        const allowed = variablesOf(systems)[name]?.kind.allowed;
        assert.ok(problemsOf({ [name]: text }).includes(`${name} is "${text}", but must be ${allowed}.`), text);
      }
    });
  }

  it('names all problems at once', () => {
    const message = problemsOf({ PORT: 'x', HOST: 'y z', LOG_LEVEL: 'loud' });
    assert.equal(message.split('\n').length, 4);
  });

  it('wants the payment to end before the request does', () => {
    assert.match(
      problemsOf({ REQUEST_TIMEOUT_MS: '900', PAYMENT_TIMEOUT_MS: '900' }),
      /PAYMENT_TIMEOUT_MS is 900, but/,
    );
    assert.ok(parseEnv({ REQUEST_TIMEOUT_MS: '900', PAYMENT_TIMEOUT_MS: '899' }));
  });

  it('wants NATS for a database, since events travel in files without it', () => {
    const database = 'postgres://yeyak:secret@127.0.0.1/yeyak';
    const refusal = 'is "postgres://***@127.0.0.1/yeyak", but needs NATS_URL';
    assert.ok(problemsOf({ STORE_URL: database }).includes(`STORE_URL ${refusal}`));
    assert.ok(problemsOf({ PAYMENT_STORE_URL: database }).includes(`PAYMENT_STORE_URL ${refusal}`));
    assert.ok(parseEnv({ STORE_URL: database, NATS_URL: 'nats://a:4222' }));
    assert.ok(parseEnv({ STORE_URL: 'sqlite', BOOK_STORE_URL: 'sqlite' }));
  });

  it('takes a database with several hosts', () => {
    const STORE_URL = 'mongodb://yeyak:a,b@one:27017,two:27017,three/yeyak?replicaSet=rs0';
    assert.equal(parseEnv({ STORE_URL, NATS_URL: 'nats://a:4222' }).STORE_URL, STORE_URL);
    assert.ok(problemsOf({ STORE_URL }).includes('mongodb://***@one:27017,two:27017,three/yeyak'));
  });

  it('never prints a password', () => {
    const message = problemsOf({ NATS_URL: 'nats://yeyak:secret@here is no host' });
    assert.doesNotMatch(message, /secret/);
  });

  it('describes every variable', () => {
    const description = describeEnv();
    for (const [name, { help }] of Object.entries(variablesOf(systems))) {
      assert.ok(description.includes(`${name} `) && description.includes(help), name);
    }
  });
});
