import { Transporters } from 'moleculer';
import { introducedSoon } from '../../config/introductions.ts';

/** Moleculer's network within a process, as quick as ours. */
export class Network extends Transporters.Fake {
  override onConnected(wasReconnect?: boolean): Promise<void> {
    return introducedSoon(this, () => super.onConnected(wasReconnect));
  }
}
