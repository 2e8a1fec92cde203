import type { Schema } from '../../../mixins/contract/schema.ts';
import { bookEventSchemas } from '../../library/book/book.events.contract.ts';
import { rentalEventSchemas } from '../../library/rental/rental.events.contract.ts';
import { paymentEventSchemas } from '../../payment/payment.events.contract.ts';
import { Components } from '../openapi/components.ts';
import { envelopeOf } from './envelope.ts';
import { pageStream } from './stream.ts';

/** The types of events, and what each carries, as the contracts of their services state it. */
export const eventSchemas: Readonly<Record<string, Schema>> = {
  ...rentalEventSchemas,
  ...bookEventSchemas,
  ...paymentEventSchemas,
};

/**
 * The events as AsyncAPI 3 describes them: those that services publish, one channel for each type, whose address is the
 * subject in NATS, and the stream of a member's page.
 */
export function asyncApi(): object {
  const components = new Components();
  const types = Object.keys(eventSchemas);
  const stream = pageStream(components);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Yeyak',
      version: '0.1.0',
      description:
        'What happened, as CloudEvents 1.0 in JSON. Delivery is at least once and may be out of order: an event has the same id each time, and its version counts the events of its subject.',
    },
    defaultContentType: 'application/json',
    channels: {
      ...Object.fromEntries(types.map((type) => [type, channel(type, components)])),
      ...stream.channels,
    },
    operations: {
      ...Object.fromEntries(types.map((type) => [`publish.${type}`, send(type)])),
      ...stream.operations,
    },
    components: components.toJSON(),
  };
}

function channel(type: string, components: Components): object {
  const payload = components.schema(envelopeOf(type, eventSchemas[type] as Schema));
  const message = components.refer('messages', type, () => ({
    name: type,
    contentType: 'application/cloudevents+json',
    payload,
  }));
  return { address: type, messages: { event: message }, bindings: { nats: { bindingVersion: '0.1.0' } } };
}

function send(type: string): object {
  return {
    action: 'send',
    channel: { $ref: `#/channels/${type}` },
    messages: [{ $ref: `#/channels/${type}/messages/event` }],
  };
}
