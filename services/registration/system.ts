import { defineSystem, live, route } from '../../mixins/system.ts';
import { approvalActions, approvalEvents } from './approval/approval.contract.ts';
import { approvalVariables } from './approval/approval.variables.ts';
import { acceptDecision, acceptRequest, decidedOn } from './edge.ts';
import { registrationFirstSteps } from './first-steps.ts';
import { publisherRow, pubviewActions } from './pubview/pubview.contract.ts';
import { registrationCommands } from './registration.commands.ts';
import { requestActions, requestEvents } from './request/request.contract.ts';

const publisher = { 'registration.publisher': 'own', 'registration.reviewer': 'all' } as const;
const reviewer = { 'registration.reviewer': 'all' } as const;
const asks = { creates: true, accepts: acceptRequest } as const;

/** Registration of new titles in the book market: a publisher asks, a reviewer decides. */
export default defineSystem({
  name: 'registration',
  title: { en: 'New titles', ko: '신간 등록' },
  about: {
    en: 'A publisher asks for the registration of a new title, and a reviewer approves or rejects it.',
    ko: '출판사가 신간 등록을 요청하면 상품팀이 승인하거나 거절합니다.',
  },
  mount: '/market',
  services: {
    'registration.request': () => import('./request/request.service.ts'),
    'registration.approval': () => import('./approval/approval.service.ts'),
    'registration.pubview': () => import('./pubview/pubview.service.ts'),
  },
  domains: {
    'registration.request': { kind: 'core', en: 'what publishers come for', ko: '출판사가 찾는 것' },
    'registration.approval': { kind: 'supporting', en: 'a request needs a decision', ko: '요청에는 결정이 필요함' },
    'registration.pubview': {
      kind: 'view',
      en: 'what a publisher sees, made of events',
      ko: '이벤트로 만드는 출판사 화면',
    },
  },
  required: [],
  optional: ['registration.request', 'registration.approval', 'registration.pubview'],
  commands: registrationCommands,
  firstSteps: registrationFirstSteps,
  actions: { ...requestActions, ...approvalActions, ...pubviewActions },
  routes: [
    ...requestRoutes('/regRequests'),
    ...requestRoutes('/regrequests'),
    route('POST /approves', 'registration.approval.decide', reviewer, 'decide {reqReqId, appYn: "Y" | "N", publId}', {
      creates: decidedOn,
      accepts: acceptDecision,
    }),
    route('GET /approves', 'registration.approval.list', reviewer, 'requests before the reviewers; ?state, publId'),
    route('GET /approves/{id}', 'registration.approval.get', reviewer, 'one request before the reviewers'),
    route('GET /publpages', 'registration.pubview.list', publisher, "a publisher's requests; ?publId"),
    live('/publpages/stream', "a publisher's requests as they change, as events; ?publId", {
      view: 'registration.pubview',
      lists: 'registration.pubview.list',
      owner: 'publId',
      ownerAbout: 'Whose requests.',
      row: publisherRow,
      description: "A publisher's requests as they change.",
    }),
    route('GET /publpages/{id}', 'registration.pubview.get', publisher, 'one request of a page'),
  ],
  events: { ...requestEvents, ...approvalEvents },
  tags: {
    regRequests: 'Requests of publishers.',
    approves: 'What reviewers decide.',
    publpages: "A publisher's page.",
  },
  duties: [
    { role: 'registration.publisher', about: 'a publisher' },
    { role: 'registration.reviewer', about: 'who decides on new titles' },
  ],
  variables: approvalVariables,
  proof: () => import('./registration.proof.ts'),
  storyOf: ({ subject }) => subject,
});

/** The paths of requests, which the original programs spell in two ways. */
function requestRoutes(path: `/${string}`) {
  return [
    route(`POST ${path}`, 'registration.request.ask', publisher, 'ask for a title {bookId, bookNm, publId}', asks),
    route(`GET ${path}`, 'registration.request.list', publisher, 'requests; ?publId, bookId, state'),
    route(`GET ${path}/{id}`, 'registration.request.get', publisher, 'one request'),
    route(`DELETE ${path}/{id}`, 'registration.request.cancel', publisher, 'cancel a request'),
    route(`GET ${path}/{id}/history`, 'registration.request.history', publisher, 'what happened to one request'),
  ] as const;
}
