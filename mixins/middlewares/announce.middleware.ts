import type { Middleware, ServiceBroker } from 'moleculer';
import { insideOf } from '../moleculer.ts';
import { atMost } from '../waiting/waiting.ts';

/** Milliseconds that the server has to take what it is told. */
const patience = 1_000;

/**
 * A node that says it has started is known to the others: they hear of it before anything that happens from then on,
 * such as that the node it replaces leaves. (Moleculer tells them of new services a moment later, all at once.) When the
 * server is lost at that moment the node starts all the same: it tells them as soon as it is connected again.
 */
export function announce(): Middleware {
  return {
    name: 'Announce',
    async started(broker: ServiceBroker) {
      const { transit, registry } = insideOf(broker);
      if (!transit) return;
      await registry.discoverer.sendLocalNodeInfo();
      const told = Promise.resolve(transit.tx.flush?.());
      await atMost(patience, told).catch((error) => broker.logger.debug('The other nodes are told later.', error));
    },
  };
}
