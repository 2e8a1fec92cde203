import { offerOf } from '../../services/gateway/offer.ts';
import { systems } from '../../services/systems.ts';

export { systems };

/** What a gateway before Yeyak's own systems offers. */
export const offer = offerOf(systems);
