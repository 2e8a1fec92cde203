/** What was decided is not taken back when its publisher cancels it. */

import { replace } from '../../../../mixins/seam.ts';
import { type Approval, type ApprovalCommand, approval } from '../../approval/approval.ts';

replace<[ApprovalCommand, Approval], ReturnType<typeof approval.decide>>(
  approval,
  'decide',
  (decide) => (command, state) =>
    command.type === 'withdraw' && state.state === 'approved' ? [] : decide(command, state),
);
