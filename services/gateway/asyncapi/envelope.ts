import { idRule, schemaOf } from '../../../mixins/contract/rules.ts';
import { count, instant, objectOf, oneOf, type Schema, text } from '../../../mixins/contract/schema.ts';
import type { Envelope } from '../../../mixins/kernel/event.ts';

/** An event of this type in its envelope, as CloudEvents 1.0 has it. */
export function envelopeOf(type: string, data: Schema): Schema {
  return {
    title: type,
    ...objectOf<Envelope>({
      required: {
        specversion: oneOf('1.0'),
        id: { ...text(100), description: '<subject>-<version>: the same event always has the same id.' },
        source: { type: 'string', format: 'uri-reference', maxLength: 100 },
        type: oneOf(type),
        subject: { ...schemaOf(idRule), description: "The aggregate's id." },
        time: instant,
        datacontenttype: oneOf('application/json'),
        version: { ...count, minimum: 1, description: 'Of the aggregate, after the event.' },
        correlationid: { ...text(100), description: 'The request that began it all.' },
        causationid: { ...text(200), description: 'The command or event that it follows from.' },
        data,
      },
      optional: {
        restated: {
          type: 'boolean',
          const: true,
          description: 'The present state is told once more, since events may be lost. It is no news.',
        },
      },
    }),
  };
}
