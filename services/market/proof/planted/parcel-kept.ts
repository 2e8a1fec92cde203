/** A parcel that is on its way is not called back when its order is cancelled. */

import { replace } from '../../../../mixins/seam.ts';
import { type Delivery, type DeliveryCommand, delivery } from '../../delivery/delivery.ts';

replace<[DeliveryCommand, Delivery], ReturnType<typeof delivery.decide>>(
  delivery,
  'decide',
  (decide) => (command, state) =>
    command.type === 'cancel' && state.status === 'Shipped' ? [] : decide(command, state),
);
