import { lazy } from 'preact-iso';
import { has } from '../kit/session/session.ts';
import { definePages } from '../kit/shell/pages.ts';
import { say } from './language/language.ts';

const isFor = () => has('store.manager');

export default definePages({
  name: 'store',
  title: () => say.value.title,
  hint: () => say.value.hint,
  pages: [
    { path: '', component: lazy(() => import('./products.tsx')), name: () => say.value.pages.products },
    { path: '/mine', component: lazy(() => import('./mine.tsx')), name: () => say.value.pages.mine },
    {
      path: '/dashboard',
      component: lazy(() => import('./dashboard.tsx')),
      name: () => say.value.pages.dashboard,
      isFor,
    },
    { path: '/stock', component: lazy(() => import('./stock.tsx')), name: () => say.value.pages.stock, isFor },
    { path: '/payments', component: lazy(() => import('./payments.tsx')), name: () => say.value.pages.payments, isFor },
  ],
  roles: () => say.value.roles,
  problems: () => say.value.problems,
  states: () => ({ 'store-reservation-state': say.value.states }),
});
