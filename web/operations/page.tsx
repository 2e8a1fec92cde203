import { lazy } from 'preact-iso';
import { isAdmin } from '../kit/session/session.ts';
import { definePages } from '../kit/shell/pages.ts';
import { say } from './language/language.ts';

const title = () => say.value.operations.title;

export default definePages({
  name: 'operations',
  title,
  everywhere: true,
  pages: [
    {
      path: '',
      component: lazy(() => import('./operations.tsx')),
      name: title,
      isFor: () => isAdmin.value,
    },
  ],
  problems: () => say.value.problems,
});
