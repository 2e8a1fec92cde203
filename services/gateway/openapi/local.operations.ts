import type { Auth } from '../admission.ts';
import type { LocalRoute } from '../routes.ts';
import type { Components } from './components.ts';
import { localAnswers } from './local.schemas.ts';
import { always, failures, success } from './responses.ts';
import { refusedCallers, securityOf } from './security.ts';

/** What the document says of what the gateway answers itself. */
export function localOperation({ local, about }: LocalRoute, auth: Auth, components: Components): object {
  const answer = localAnswers[local];
  return {
    description: about,
    ...securityOf(local, auth),
    responses: {
      200: success('Done.', answer, [], components),
      ...failures([...always, ...refusedCallers(local, auth)], components),
      ...(local === 'ready' && { 503: success('It cannot serve.', answer, [], components) }),
    },
  };
}
