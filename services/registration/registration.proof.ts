import { randomUUID } from 'node:crypto';
import { type Crowd, defineProof, type Evidence, recordsOf } from '../../mixins/proof.ts';
import { pause } from '../../mixins/waiting/waiting.ts';
import { type Approval, approval } from './approval/approval.ts';
import { rowOf } from './request/request.contract.ts';
import { type Request, request } from './request/request.ts';

/** Milliseconds between two wishes of a publisher, on average. */
const thinking = 500;
const publishers = 6;

const requests = '/market/regRequests';

/** Asks for a title, which reviewers decide on while its publisher may cancel it. */
async function publish(crowd: Crowd, publId: string): Promise<void> {
  const { caller, random, signal } = crowd;
  while (!signal.aborted) {
    await pause(2 * thinking * random(), signal);
    const headers = { 'idempotency-key': randomUUID() };
    const body = { bookId: String(Math.floor(9 * random())), bookNm: 'Emma', publId };
    const asked = await caller.carryOut({
      name: 'register',
      who: publId,
      method: 'POST',
      path: requests,
      headers,
      body,
    });
    if (!asked.body) continue;
    const id = String(asked.body.id);
    const reviewed = ['first', 'second'].map((reviewer) => review(crowd, reviewer, publId, id));
    await Promise.all([...reviewed, ...(random() < 0.5 ? [cancel(crowd, publId, id)] : [])]);
  }
}

async function review({ caller, random, signal }: Crowd, who: string, publId: string, reqReqId: string) {
  const headers = { 'idempotency-key': randomUUID() };
  const body = { reqReqId, publId, appYn: random() < 0.7 ? 'Y' : 'N' };
  await pause(thinking * random(), signal);
  await caller.carryOut({ name: 'review', who, method: 'POST', path: '/market/approves', headers, body });
}

async function cancel({ caller, random, signal }: Crowd, who: string, subject: string) {
  await pause(thinking * random(), signal);
  await caller.carryOut({ name: 'register-cancel', who, subject, method: 'DELETE', path: `${requests}/${subject}` });
}

/** What reviewers have before them, by what a request is in. A request that was given up may never have reached them. */
const agreed: Readonly<Record<Request['state'], Approval['state']>> = {
  ...{ new: 'new', asked: 'new', abandoning: 'new', abandoned: 'withdrawn', requested: 'lodged' },
  ...{ approved: 'approved', rejected: 'rejected', cancelled: 'withdrawn' },
};

/** Each request has an approval that says the same, and no approval stands without a request. */
function requestsAgree(evidence: Evidence): string[] {
  const asked = recordsOf<Request>(evidence, 'registration.request');
  const reviewed = recordsOf<Approval>(evidence, 'registration.approval');
  const approvals = new Map(reviewed.map(({ id, state }) => [id, state.state]));
  const known = new Set(asked.map(({ id }) => id));
  return [
    ...asked
      .filter(({ id, state }) => agreed[state.state] !== approvals.get(id))
      .map(
        ({ id, state }) => `request ${id} is ${state.state}, and its approval ${approvals.get(id) ?? 'is not there'}`,
      ),
    ...reviewed.filter(({ id }) => !known.has(id)).map(({ id }) => `approval ${id} is of no request`),
  ];
}

const agree = 'each request and its approval say the same';

export default defineProof({
  aggregates: {
    'registration.request': {
      decider: request,
      isTransient: ({ state }: Request) => state === 'asked' || state === 'abandoning',
    },
    'registration.approval': { decider: approval, isTransient: () => false },
  },
  views: { 'registration.pubview': { of: 'registration.request', rowOf } },
  commands: ['register', 'review', 'register-cancel'],
  async use(crowd) {
    await Promise.all(Array.from({ length: publishers }, (_, index) => publish(crowd, `publisher-${index + 1}`)));
  },
  rules: { [agree]: requestsAgree },
  planted: {
    'withdrawal-ignored': {
      module: new URL('proof/planted/withdrawal-ignored.ts', import.meta.url),
      faults: [{ at: 500, until: 2_500, kind: 'freeze', target: 'registration-approval-1' }],
      rules: [agree],
    },
  },
});
