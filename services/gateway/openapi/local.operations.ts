import type { Auth } from '../admission.ts';
import type { Offer } from '../offer.ts';
import { problems } from '../problems.ts';
import { isProbe, type LocalRoute } from '../routes.ts';
import type { Components } from './components.ts';
import { headersOf } from './headers.ts';
import { localAnswers } from './local.schemas.ts';
import { always, failures, success } from './responses.ts';
import { refusedCallers, securityOf } from './security.ts';

const pages = 'The pages, for who accepts text/html.';

/** What the document says of what the gateway answers itself. */
export function localOperation(
  { local, about }: LocalRoute,
  { access }: Offer,
  auth: Auth,
  components: Components,
): object {
  const answer = localAnswers[local];
  const limited = isProbe(local) ? [] : [problems.tooManyRequests(7)];
  const isFile = ['docs', 'openapi', 'asyncapi'].includes(local);
  return {
    description: about,
    ...securityOf(local, access, auth),
    responses: {
      200: success({ description: 'Done.', ...answer, headers: isFile ? ['ETag'] : [] }, components),
      ...(isFile && { 304: { description: 'If-None-Match names it.', headers: headersOf(['ETag'], components) } }),
      ...(local === 'index' && { 303: { description: pages, headers: headersOf(['Location'], components) } }),
      ...failures([...always, ...limited, ...refusedCallers(local, access)], components),
      ...(local === 'ready' && { 503: success({ description: 'It cannot serve.', ...answer }, components) }),
    },
  };
}
