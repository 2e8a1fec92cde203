import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { isUnavailable } from './unavailable.ts';

describe('An error of MongoDB', () => {
  it('is an outage when the server has hung up before the write', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.resume();
    await once(socket, 'end');
    const refused = once(socket, 'drain');
    socket.write('a command');
    await assert.rejects(refused, isUnavailable);
    server.close();
    await once(server, 'close');
  });

  it('is ours when a statement is at fault', () => {
    assert.equal(isUnavailable(new TypeError('a mistake')), false);
  });
});
