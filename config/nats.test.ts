import assert from 'node:assert/strict';
import { natsConnection } from './nats.ts';

describe('The address of NATS', () => {
  it('may be several', () => {
    assert.deepEqual(natsConnection('nats://a:4222,nats://b:4223').servers, ['a:4222', 'b:4223']);
  });

  it('may hold a user and a password', () => {
    const { servers, user, pass } = natsConnection('nats://yeyak:p%40ss@a:4222,nats://b:4222');
    assert.deepEqual({ servers, user, pass }, { servers: ['a:4222', 'b:4222'], user: 'yeyak', pass: 'p@ss' });
  });

  it('may ask for TLS', () => {
    assert.deepEqual(natsConnection('tls://a:4222').tls, {});
    assert.equal(natsConnection('nats://a:4222').tls, undefined);
  });
});
