import type { Envelope } from '../../mixins/kernel/event.ts';
import { World } from './world.ts';

/** Lives that together have every event and every transition of the rule of messages. */
export const kakaoLives: Readonly<Record<string, () => readonly Envelope[]>> = {
  'a message that fails, is sent, and one that is given up and sent by staff': () => {
    const world = new World();
    const tell = (id: string, command: object) => world.tell('/kakao.message', id, command);
    const request = (customerId: string) => ({
      ...{ type: 'request', correlationId: 'request-of-r1', at: world.at, expiresAt: world.at + 86_400_000 },
      fields: {
        ...{ customerId, status: 'Ready', message: 'Your book is ready.', language: 'en', system: 'library' },
        ...{ event: 'library.rental.ready', orderId: 'r1', requestedAt: new Date(world.at).toISOString() },
      },
    });
    tell('rental.r1-3', request('kim'));
    tell('rental.r1-3', { type: 'fail', at: world.at, reason: 'answer-503', due: world.at + 1_000 });
    tell('rental.r1-3', { type: 'sent', at: world.at, sender: 'webhook' });
    tell('rental.r2-3', request('lee'));
    tell('rental.r2-3', { type: 'reject', at: world.at, reason: 'answer-410' });
    tell('rental.r2-3', { type: 'retry', at: world.at, expiresAt: world.at + 86_400_000 });
    tell('rental.r2-3', { type: 'sent', at: world.at, sender: 'smtp' });
    return world.events;
  },
};
