import assert from 'node:assert/strict';
import { natsConnection } from './nats.ts';

describe('The address of NATS', () => {
  it('may be several', () => {
    assert.partialDeepStrictEqual(natsConnection('nats://a:4222,nats://b:4223'), { servers: ['a:4222', 'b:4223'] });
  });

  it('may hold a user and a password', () => {
    const connection = natsConnection('nats://yeyak:p%40ss@a:4222,nats://b:4222');
    assert.partialDeepStrictEqual(connection, { servers: ['a:4222', 'b:4222'], user: 'yeyak', pass: 'p@ss' });
  });

  it('may ask for TLS', () => {
    assert.partialDeepStrictEqual(natsConnection('tls://a:4222'), { servers: ['a:4222'], tls: {} });
  });

  it('counts as gone soon when it says nothing', () => {
    const { timeout = 0, pingInterval = 0, maxPingOut = 0 } = natsConnection('nats://a:4222');
    assert.ok(timeout <= 2_000 && pingInterval * (maxPingOut + 1) <= 6_000);
  });
});
