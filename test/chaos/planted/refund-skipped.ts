/** The provider is never asked to give the money back. */

import { replace } from '../../../mixins/seam.ts';
import { SandboxProvider } from '../../../services/payment/sandbox.ts';

replace(SandboxProvider.prototype, 'refund', () => async () => {});
