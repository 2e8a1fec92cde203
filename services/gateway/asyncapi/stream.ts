import { memberRule, schemaOf } from '../../../mixins/contract/rules.ts';
import { oneOf } from '../../../mixins/contract/schema.ts';
import type { Components } from '../openapi/components.ts';
import type { StreamRoute } from '../routes.ts';

/** The stream of a live view: server-sent events at the gateway, which OpenAPI 3.1 has no words for. */
export function liveStream({ path, live }: StreamRoute, components: Components) {
  const tag = path.split('/').slice(1, -1).join('.');
  const name = `${tag}.stream`;
  const owner = { ...schemaOf(live.ownerRule ?? memberRule), description: live.ownerAbout };
  const query = {
    type: 'object',
    properties: { [live.owner]: owner },
    required: [live.owner],
    additionalProperties: false,
  };
  const headers = (event: string) => ({
    type: 'object',
    properties: { event: oneOf(event), id: { type: 'string', maxLength: 50 } },
    required: ['event', 'id'],
  });
  return {
    tag,
    channels: {
      [name]: {
        address: path,
        servers: [{ $ref: '#/servers/gateway' }],
        messages: {
          change: { headers: headers('change'), payload: components.schema(live.row) },
          refresh: { headers: headers('refresh'), payload: { type: 'object', additionalProperties: false } },
        },
      },
    },
    operations: {
      [`stream.${tag}`]: {
        action: 'send',
        description: live.description,
        tags: [{ name: tag }],
        channel: { $ref: `#/channels/${name}` },
        bindings: { http: { method: 'GET', query, bindingVersion: '0.3.0' } },
      },
    },
  };
}
