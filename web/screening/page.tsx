import { lazy } from 'preact-iso';
import { has } from '../kit/session/session.ts';
import { definePages } from '../kit/shell/pages.ts';
import { say } from './language/language.ts';

export default definePages({
  name: 'screening',
  title: () => say.value.title,
  hint: () => say.value.hint,
  pages: [
    { path: '', component: lazy(() => import('./hospitals.tsx')), name: () => say.value.pages.hospitals },
    { path: '/mypage', component: lazy(() => import('./mypage.tsx')), name: () => say.value.pages.mypage },
    {
      path: '/days',
      component: lazy(() => import('./days.tsx')),
      name: () => say.value.pages.days,
      isFor: () => has('screening.hospital-admin'),
    },
  ],
  roles: () => say.value.roles,
  problems: () => say.value.problems,
  states: () => ({ 'screening-state': say.value.states }),
});
