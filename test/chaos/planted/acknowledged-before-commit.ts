/** A message is acknowledged as soon as it comes. */
import type { JsMsg } from 'nats';
import { JetStreamConsumer } from '../../../mixins/bus/jetstream/consumer.ts';
import { replace } from '../../../mixins/seam.ts';

replace<[JsMsg], void>(JetStreamConsumer.prototype, 'take', (take) => {
  return function (this: JetStreamConsumer, message) {
    message.ack();
    take.call(this, message);
  };
});
