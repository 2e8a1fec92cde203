/** Every reservation finds its place free. */

import { replace } from '../../../../mixins/seam.ts';
import { LiveReservations } from '../../rental/live-reservations.ts';

replace(LiveReservations.prototype, 'take', () => async () => undefined);
