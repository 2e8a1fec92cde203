import { Discoverers } from 'moleculer';
import { atMost } from '../waiting/waiting.ts';

/** Milliseconds that a server may take to show that nothing more of it is to be read. */
const patience = 500;

/**
 * Moleculer's discovery, which reads what has arrived before it looks for missed heartbeats: a process that was held up
 * itself would otherwise take all the others for gone.
 */
export class Discoverer extends Discoverers.Local {
  declare readonly transit: Transit;

  override checkRemoteNodes(): void {
    atMost(patience, Promise.resolve(this.transit.tx.flush?.())).then(
      () => super.checkRemoteNodes(),
      () => this.logger.debug('The connection was closed before it was looked for heartbeats.'),
    );
  }
}

/** Moleculer's, over our transporter. */
type Transit = Discoverers.Local['transit'] & { readonly tx: { flush?(): Promise<void> } };
