import { idRule } from '../../../mixins/contract/rules.ts';
import { oneOf } from '../../../mixins/contract/schema.ts';
import { mypage } from '../../library/mypage/mypage.api.contract.ts';
import type { Components } from '../openapi/components.ts';

/** The stream of a member's page: server-sent events at the gateway, which OpenAPI 3.1 has no words for. */
export function pageStream(components: Components): { channels: object; operations: object } {
  const headers = (event: string) => ({
    type: 'object',
    properties: { event: oneOf(event), id: { type: 'string', maxLength: 50 } },
    required: ['event', 'id'],
  });
  return {
    channels: {
      'mypages.stream': {
        address: '/mypages/stream?memberId={memberId}',
        description:
          "A member's page as it changes. Last-Event-ID goes on where an earlier stream ended; after refresh the page has to be read anew. A stream ends after ten minutes.",
        parameters: { memberId: { description: `Whose page: ${idRule.pattern.source}` } },
        messages: {
          change: { headers: headers('change'), payload: components.schema(mypage) },
          refresh: { headers: headers('refresh'), payload: { type: 'object', additionalProperties: false } },
        },
        bindings: { http: { bindingVersion: '0.3.0' } },
      },
    },
    operations: {
      'stream.mypages': { action: 'send', channel: { $ref: '#/channels/mypages.stream' } },
    },
  };
}
