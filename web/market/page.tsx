import { lazy } from 'preact-iso';
import { definePages } from '../kit/shell/pages.ts';
import { say } from './language/language.ts';

export default definePages({
  name: 'market',
  title: () => say.value.title,
  hint: () => say.value.hint,
  pages: [
    { path: '', component: lazy(() => import('./books.tsx')), name: () => say.value.pages.books },
    { path: '/orders', component: lazy(() => import('./orders.tsx')), name: () => say.value.pages.orders },
  ],
  roles: () => say.value.roles,
  problems: () => say.value.problems,
  states: () => ({ 'market-order-state': say.value.states }),
});
