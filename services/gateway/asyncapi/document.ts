import { joined } from '../../../mixins/contract/joined.ts';
import type { Schema } from '../../../mixins/contract/schema.ts';
import type { Offer } from '../offer.ts';
import { Components } from '../openapi/components.ts';
import { envelopeOf } from './envelope.ts';
import { liveStream } from './stream.ts';

/** Their addresses are of whoever runs them; these are a developer's. */
const servers = {
  nats: { ...serverAt('127.0.0.1:4222', 'NATS_URL'), protocol: 'nats', description: 'NATS with JetStream.' },
  gateway: { ...serverAt('127.0.0.1:3000', 'PUBLIC_URL'), protocol: 'http', description: 'The gateway.' },
};

function serverAt(usual: string, setting: string): object {
  return { host: '{host}', variables: { host: { default: usual, description: `As in ${setting}.` } } };
}

/**
 * The events as AsyncAPI 3 describes them: those that services publish, one channel for each type, whose address is the
 * subject in NATS, and the streams of live views.
 */
export function asyncApi({ events: schemas, routes }: Offer): object {
  const components = new Components();
  const events = Object.entries(schemas);
  const streams = routes.filter((route) => 'live' in route).map((route) => liveStream(route, components));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Yeyak',
      version: '0.1.0',
      description:
        'What happened, as CloudEvents 1.0 in JSON. Delivery is at least once and may be out of order: an event has the same id each time, and its version counts the events of its subject.',
      contact: { name: 'Yeyak' },
      tags: [{ name: 'events' }, ...streams.map(({ tag }) => ({ name: tag }))],
    },
    servers,
    defaultContentType: 'application/json',
    channels: joined(
      'channel',
      Object.fromEntries(events.map(([type, data]) => [type, channel(type, data, components)])),
      ...streams.map(({ channels }) => channels),
    ),
    operations: joined(
      'operation',
      Object.fromEntries(events.map(([type, { description }]) => [`publish.${type}`, send(type, String(description))])),
      ...streams.map(({ operations }) => operations),
    ),
    components: components.toJSON(),
  };
}

function channel(type: string, data: Schema, components: Components): object {
  const payload = components.schema(envelopeOf(type, data));
  const message = components.refer('messages', type, () => ({
    name: type,
    contentType: 'application/cloudevents+json',
    payload,
  }));
  const channel = { address: type, servers: [{ $ref: '#/servers/nats' }], messages: { event: message } };
  return { ...channel, bindings: { nats: { bindingVersion: '0.1.0' } } };
}

function send(type: string, description: string): object {
  return {
    action: 'send',
    description,
    tags: [{ name: 'events' }],
    channel: { $ref: `#/channels/${type}` },
    messages: [{ $ref: `#/channels/${type}/messages/event` }],
  };
}
