import { lazy } from 'preact-iso';
import { has } from '../kit/session/session.ts';
import { definePages } from '../kit/shell/pages.ts';
import { say } from './language/language.ts';

const isStaff = () => has('vaccine.staff');

export default definePages({
  name: 'vaccine',
  title: () => say.value.title,
  hint: () => say.value.hint,
  pages: [
    { path: '', component: lazy(() => import('./booking.tsx')), name: () => say.value.pages.booking },
    { path: '/day', component: lazy(() => import('./staff.tsx')), name: () => say.value.pages.staff, isFor: isStaff },
    {
      path: '/calendar',
      component: lazy(() => import('./calendar.tsx')),
      name: () => say.value.pages.calendar,
      isFor: isStaff,
    },
    { path: '/stock', component: lazy(() => import('./stock.tsx')), name: () => say.value.pages.stock, isFor: isStaff },
  ],
  roles: () => say.value.roles,
  problems: () => say.value.problems,
  states: () => ({ 'vaccine-reservation-state': say.value.states }),
});
