import { lazy } from 'preact-iso';
import { has } from '../kit/session/session.ts';
import { definePages } from '../kit/shell/pages.ts';
import { say } from './language/language.ts';

export default definePages({
  name: 'registration',
  title: () => say.value.title,
  hint: () => say.value.hint,
  pages: [
    {
      path: '',
      component: lazy(() => import('./requests.tsx')),
      name: () => say.value.pages.requests,
      isFor: () => has('registration.publisher'),
    },
    {
      path: '/queue',
      component: lazy(() => import('./queue.tsx')),
      name: () => say.value.pages.queue,
      isFor: () => has('registration.reviewer'),
    },
  ],
  roles: () => say.value.roles,
  problems: () => say.value.problems,
  states: () => ({
    'registration-request-state': say.value.states,
    'registration-approval-state': say.value.queue.states,
  }),
});
