import assert from 'node:assert/strict';
import { addressOf } from './address.ts';

describe("The client's address", () => {
  const from = (forwarded: string | undefined, proxies: number) =>
    addressOf(
      {
        headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
        socket: { remoteAddress: 'peer' },
      } as never,
      proxies,
    );

  it('is that of the connection, whatever the client says', () => {
    assert.equal(from(undefined, 0), 'peer');
    assert.equal(from('10.0.0.1', 0), 'peer');
  });

  it('is what our own proxies have seen, and not what stands before it', () => {
    assert.equal(from('10.0.0.1', 1), '10.0.0.1');
    assert.equal(from('forged, 10.0.0.1', 1), '10.0.0.1');
    assert.equal(from('forged, 10.0.0.1 , proxy', 2), '10.0.0.1');
  });

  it('is the first there is where proxies are missing', () => {
    assert.equal(from(undefined, 1), 'peer');
    assert.equal(from('10.0.0.1', 3), '10.0.0.1');
    assert.equal(from(' , ', 1), 'peer');
  });
});
