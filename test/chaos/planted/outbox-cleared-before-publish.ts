/** An event leaves the outbox before it is in the stream. */

import { Relay } from '../../../mixins/bus/relay.ts';
import type { Outbox, PendingEvent } from '../../../mixins/outbox/port.ts';
import { replace } from '../../../mixins/seam.ts';

interface Inside {
  readonly options: { readonly outbox: Outbox };
}

replace<[PendingEvent], Promise<void>>(Relay.prototype, 'publish', (publish) => {
  return async function (this: Inside, pending) {
    await this.options.outbox.clear([pending]);
    await publish.call(this, pending);
  };
});
