import { definePages } from 'yeyak/kit';
import { Board } from './board.tsx';
import { say } from './language.ts';

export default definePages({
  name: 'example',
  title: () => say.value.title,
  pages: [{ path: '', component: Board, name: () => say.value.board }],
  roles: () => say.value.roles,
  problems: () => say.value.problems,
  states: () => ({ 'example-ticket-closed': say.value.states }),
});
