import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Answered } from './description.ts';

/** Requests that no client of HTTP would send. */
export class RawHttp {
  private readonly server: Server;
  private readonly beginning: string;

  constructor(server: Server | undefined, beginning: string) {
    if (!server) throw new Error('nobody listens');
    this.server = server;
    this.beginning = beginning;
  }

  /** What is answered when the request goes on like this. */
  async sent(rest: string): Promise<Answered> {
    const [socket] = await this.connected();
    socket.write(this.beginning + rest);
    return parsed(await text(socket));
  }

  /** What is answered when the request does not go on, as soon as the server notices, which is now. */
  async late(): Promise<Answered> {
    const [socket, atServer] = await this.connected();
    this.server.emit('clientError', Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), atServer);
    return parsed(await text(socket));
  }

  private async connected(): Promise<[socket: Socket, atServer: Socket]> {
    const accepted = once(this.server, 'connection') as Promise<[Socket]>;
    const socket = connect((this.server.address() as AddressInfo).port, '127.0.0.1');
    const [atServer] = await accepted;
    return [socket, atServer];
  }
}

function parsed(answer: string): Answered {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [line = '', ...headers] = head.split('\r\n');
  const entries = headers.map((header) => header.split(': ', 2) as [string, string]);
  return { status: Number(line.split(' ')[1]), headers: new Headers(entries), text: body };
}
