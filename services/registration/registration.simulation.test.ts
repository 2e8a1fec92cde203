import assert from 'node:assert/strict';
import { firstFault, Simulated, World } from '../../test/support/simulation.ts';
import { type Approval, approval } from './approval/approval.ts';
import { intentOf, type Known, lodging, request } from './request/request.ts';

/** What a mutation leaves out: each must be found. */
const mutations = ['none', 'keeps what was cancelled', 'keeps what was given up', 'tells no verdict'] as const;
type Mutation = (typeof mutations)[number];

const ids = ['r1', 'r2', 'r3', 'r4'];
const title = { bookId: '1', bookNm: 'Emma', publId: '100' };

/** @returns what is wrong at the end */
function run(seed: number, mutation: Mutation): string[] {
  const world = new World(seed);
  const due = new Set<string>();
  const approvals = new Simulated(approval, (id, { type }) => {
    if (mutation === 'tells no verdict') return;
    if (type === 'registration.approval.approved')
      world.follow(() => void requests.tell(id, { type: 'approve', at: '' }));
    if (type === 'registration.approval.rejected')
      world.follow(() => void requests.tell(id, { type: 'reject', at: '' }));
  });
  const requests = new Simulated(request, (id, { type }) => {
    if (type === 'registration.request.asked' || type === 'registration.request.abandoning') due.add(id);
    if (type === 'registration.request.cancelled' && mutation !== 'keeps what was cancelled')
      world.follow(() => void approvals.tell(id, { type: 'withdraw', ...title }));
  });

  function ask(id: string): void {
    requests.tell(id, { type: 'ask', ...title, requestedAt: '', due: world.now + 10 });
    if (requests.get(id).state !== 'asked') return;
    world.call(
      () => approvals.tell(id, { type: 'lodge', isApproved: world.chance(0.1), ...title }),
      (answer) =>
        void requests.tell(
          id,
          answer === 'done' ? { type: 'grant', key: lodging } : { type: 'giveUp', key: lodging, due: world.now },
        ),
    );
  }

  function giveUp(id: string): void {
    const known = intentOf(requests.get(id));
    if (known?.place !== 'asked' && known?.place !== 'abandoning') {
      due.delete(id);
      return;
    }
    requests.tell(id, { type: 'giveUp', key: lodging, due: world.now });
    if (intentOf(requests.get(id))?.place !== 'abandoning') return;
    if (mutation !== 'keeps what was given up') approvals.tell(id, { type: 'withdraw', ...title });
    if (world.chance(0.2)) return;
    requests.tell(id, { type: 'settle', key: lodging });
  }

  function decide(id: string, requestId: string): void {
    approvals.tell(id, { type: 'decide', appYn: world.pick(['Y', 'N']), publId: '100', requestId });
  }

  for (let step = 0; step < 80; step += 1) {
    const what = world.random();
    const id = world.pick(ids);
    if (what < 0.2) ask(id);
    else if (what < 0.3) requests.tell(id, { type: 'cancel', at: '', requestId: `${step}` });
    else if (what < 0.42) decide(id, `${step}`);
    else if (what < 0.5) for (const one of due) world.chance(0.5) && giveUp(one);
    else world.happen();
  }
  for (let round = 0; round < 1_000 && (world.happen() || due.size > 0); round += 1) for (const id of due) giveUp(id);
  return [...requests.records].flatMap(
    ([id, record]) => faultOf((record as Known).state, approvals.get(id).state) ?? [],
  );
}

const agreed: Readonly<Record<Known['state'], readonly Approval['state'][]>> = {
  ...{ asked: [], abandoning: [], abandoned: ['withdrawn'], requested: ['lodged'] },
  ...{ approved: ['approved'], rejected: ['rejected'], cancelled: ['withdrawn'] },
};

function faultOf(state: Known['state'], reviewed: Approval['state']): string | undefined {
  return agreed[state].includes(reviewed) ? undefined : `the request is ${state}, and its approval ${reviewed}`;
}

describe('Registration, whatever is repeated, reordered, late or lost', function () {
  this.timeout(60_000);

  it('ends with a request and an approval that agree', () => assert.equal(firstFault(run, 'none', 10_000), undefined));
  for (const mutation of mutations.filter((one) => one !== 'none'))
    it(`is found out when it ${mutation}`, () => assert.ok(firstFault(run, mutation, 10_000)));
});
