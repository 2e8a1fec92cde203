/** The sender says that a message was sent, and sends nothing. */

import { replace } from '../../../../mixins/seam.ts';
import { WebhookSender } from '../../message/sender/webhook.ts';

replace(WebhookSender.prototype, 'send', () => async () => undefined);
