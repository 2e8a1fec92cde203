/** A screening that is cancelled or given up does not give its place back. */

import { replace } from '../../../../mixins/seam.ts';
import { placeHeld } from '../../screening/screening.place.ts';

replace(placeHeld, 'settle', () => async () => undefined);
