import { defineSystem, live } from '../../mixins/system.ts';
import { paymentsAbout } from '../payment/payment.api.contract.ts';
import { bookActions } from './book/book.api.contract.ts';
import { bookEventDefinitions } from './book/book.contract.ts';
import { acceptReservation } from './edge.ts';
import { libraryFirstSteps } from './first-steps.ts';
import { libraryCommands } from './library.commands.ts';
import { rentalsOverGrpc } from './library.grpc.ts';
import { libraryNotices } from './library.notices.ts';
import { mypage } from './mypage/mypage.answers.contract.ts';
import { mypageActions } from './mypage/mypage.api.contract.ts';
import { mypageQueue } from './mypage/mypage.queue.ts';
import { transitionParts } from './rental/rental.access.ts';
import { rentalActions } from './rental/rental.api.contract.ts';
import { rentalEventDefinitions } from './rental/rental.contract.ts';
import { rentalVariables } from './rental/rental.variables.ts';

export default defineSystem({
  name: 'library',
  title: { en: 'Book rental', ko: '도서 대여' },
  about: {
    en: 'A member reserves a book, paid at once, checks it out, returns it or cancels.',
    ko: '책을 예약하고 바로 결제한 뒤, 빌리고 반납하거나 취소합니다.',
  },
  mount: '',
  services: {
    rental: () => import('./rental/rental.service.ts'),
    book: () => import('./book/book.service.ts'),
    mypage: () => import('./mypage/mypage.service.ts'),
  },
  domains: {
    rental: {
      kind: 'core',
      en: 'members come for the loan; its rules are ours alone',
      ko: '회원이 찾는 것은 대여이고, 그 규칙은 이 도서관만의 것',
    },
    book: {
      kind: 'supporting',
      en: 'a loan needs to know who holds which copy, and who is next',
      ko: '누가 어느 책을 가졌고 다음이 누구인지 대여가 알아야 함',
    },
    mypage: {
      kind: 'view',
      en: 'what a member sees, made of events: it decides nothing',
      ko: '이벤트로 만드는 회원 화면: 아무것도 결정하지 않음',
    },
  },
  commands: libraryCommands,
  grpc: [rentalsOverGrpc],
  firstSteps: libraryFirstSteps,
  // Reserving needs rental and payment alone: book and my page catch up when they return.
  required: ({ RENTAL_FEE }) => (RENTAL_FEE === 0 ? ['rental'] : ['rental', 'payment']),
  optional: ['book', 'mypage', 'payment'],
  actions: { ...rentalActions, ...bookActions, ...mypageActions },
  routes: [
    {
      method: 'POST',
      path: '/rentals',
      action: 'rental.reserve',
      may: { member: 'own', librarian: 'all' },
      creates: true,
      accepts: acceptReservation,
      about: 'reserve {memberId, bookId}',
    },
    {
      method: 'GET',
      path: '/rentals',
      action: 'rental.list',
      may: { librarian: 'all' },
      about: 'rentals; ?page, pageSize, sort and filters',
    },
    {
      method: 'GET',
      path: '/rentals/{id}',
      action: 'rental.get',
      may: { member: 'own', librarian: 'all' },
      about: 'one rental',
    },
    {
      method: 'PATCH',
      path: '/rentals/{id}',
      action: 'rental.transition',
      may: { member: 'own', kiosk: 'all', librarian: 'all' },
      parts: transitionParts,
      about: 'check out, return or cancel {reqState: "rental" | "return" | "cancel"}',
    },
    {
      method: 'GET',
      path: '/rentals/{id}/history',
      action: 'rental.history',
      may: { member: 'own', librarian: 'all' },
      about: 'what happened to one rental, and when',
    },
    {
      method: 'GET',
      path: '/terms',
      action: 'rental.terms',
      may: { anyone: 'all' },
      about: 'what a reservation costs',
    },
    // The catalogue is public, as a library's is.
    {
      method: 'GET',
      path: '/books',
      action: 'book.list',
      may: { anyone: 'all' },
      about: 'titles',
    },
    {
      method: 'PUT',
      path: '/books',
      action: 'book.catalogueMany',
      may: { librarian: 'all' },
      about: 'add or correct titles {titles}',
      bodyLimit: 524_288,
    },
    {
      method: 'GET',
      path: '/books/{id}',
      action: 'book.get',
      may: { anyone: 'all' },
      about: 'one title, its copies and its waitlist',
    },
    {
      method: 'DELETE',
      path: '/books/{id}',
      action: 'book.withdraw',
      may: { librarian: 'all' },
      about: 'withdraw a title; reservations of it are refunded',
    },
    {
      method: 'GET',
      path: '/books/{id}/waitlist',
      action: 'book.waitlist',
      may: { librarian: 'all' },
      about: 'who has the copies of a title, and who waits',
    },
    {
      method: 'GET',
      path: '/mypages',
      action: 'mypage.list',
      may: { member: 'own', librarian: 'all' },
      about: 'my page; ?memberId',
    },
    live('/mypages/stream', 'my page as it changes, as events; ?memberId', {
      view: 'mypage',
      lists: 'mypage.list',
      owner: 'memberId',
      ownerAbout: 'Whose page.',
      row: mypage,
      description:
        "A member's page as it changes. Last-Event-ID goes on where an earlier stream ended; after refresh the page has to be read anew. A stream ends after ten minutes.",
      queue: mypageQueue,
    }),
    {
      method: 'GET',
      path: '/mypages/{id}',
      action: 'mypage.get',
      may: { member: 'own', librarian: 'all' },
      about: 'my page of one rental',
    },
  ],
  events: { ...rentalEventDefinitions, ...bookEventDefinitions },
  notices: libraryNotices,
  tags: {
    rentals: 'Reservations and loans.',
    payments: paymentsAbout,
    books: 'The catalogue.',
    mypages: 'What a member sees.',
  },
  duties: [
    { role: 'kiosk', about: 'a kiosk', program: true },
    {
      role: 'librarian',
      about: 'a librarian or an admin',
      onPlatform: { 'payment.list': 'all', 'payment.get': 'all' },
    },
  ],
  variables: rentalVariables,
  proof: () => import('./library.proof.ts'),
  trial: () => import('./library.trial.ts'),
  storyOf({ source, subject, data }) {
    if (source === '/rental') return subject;
    const { rentalId, orderId } = data as { rentalId?: string; orderId?: string };
    return rentalId ?? orderId;
  },
});
