import { lazy } from 'preact-iso';
import { has } from '../kit/session/session.ts';
import { definePages } from '../kit/shell/pages.ts';
import { LibraryCard } from './catalogue/library-card.tsx';
import { say } from './language/language.ts';
import { Outcome } from './rental/outcome.tsx';
import { askToReserve } from './rental/question.ts';
import { ReserveQuestion } from './rental/reserve-question.tsx';
import './rental/news.ts';

const addressesBefore: Readonly<Record<string, string>> = {
  '/app/mypage': '/app/library/mypage',
  '/app/desk': '/app/library/desk',
};

export default definePages({
  name: 'library',
  title: () => say.value.name,
  pages: [
    { path: '', component: lazy(() => import('./catalogue/catalogue.tsx')), name: () => say.value.pages.catalogue },
    { path: '/mypage', component: lazy(() => import('./mypage/mypage.tsx')), name: () => say.value.pages.mypage },
    {
      path: '/desk',
      component: lazy(() => import('./desk/desk.tsx')),
      name: () => say.value.pages.desk,
      isFor: () => has('librarian'),
    },
  ],
  Card: LibraryCard,
  Always: ReserveQuestion,
  Outcome,
  roles: () => say.value.roles,
  problems: () => say.value.problems,
  states: () => ({ 'rental-state': say.value.rental.states }),
  resume: (bookId) => void askToReserve({ id: bookId }, 'resumed'),
  moved(path, query) {
    // The catalogue was the first page of all.
    const isCatalogue = path === '/app' && /[?&](q|pages)=/.test(query);
    return isCatalogue ? `/app/library${query}` : addressesBefore[path] && addressesBefore[path] + query;
  },
});
