import { lazy } from 'preact-iso';
import { definePages } from '../kit/shell/pages.ts';
import { say } from './language/language.ts';

export default definePages({
  name: 'kakao',
  title: () => say.value.title,
  hint: () => say.value.hint,
  pages: [{ path: '', component: lazy(() => import('./messages.tsx')), name: () => say.value.pages.messages }],
  roles: () => say.value.roles,
  problems: () => say.value.problems,
  states: () => ({ 'message-sent': say.value.states }),
});
