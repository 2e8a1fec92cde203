import { memberRule, schemaOf } from '../../../mixins/contract/rules.ts';
import { objectOf, oneOf } from '../../../mixins/contract/schema.ts';
import { mypage } from '../../library/mypage/mypage.api.contract.ts';
import type { Components } from '../openapi/components.ts';

const memberId = { ...schemaOf(memberRule), description: 'Whose page.' };
const query = objectOf<{ memberId: string }>({ required: { memberId }, optional: {} });

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
        address: '/mypages/stream',
        servers: [{ $ref: '#/servers/gateway' }],
        messages: {
          change: { headers: headers('change'), payload: components.schema(mypage) },
          refresh: { headers: headers('refresh'), payload: { type: 'object', additionalProperties: false } },
        },
      },
    },
    operations: {
      'stream.mypages': {
        action: 'send',
        description:
          "A member's page as it changes. Last-Event-ID goes on where an earlier stream ended; after refresh the page has to be read anew. A stream ends after ten minutes.",
        tags: [{ name: 'mypages' }],
        channel: { $ref: '#/channels/mypages.stream' },
        bindings: { http: { method: 'GET', query, bindingVersion: '0.3.0' } },
      },
    },
  };
}
