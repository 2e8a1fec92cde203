/** A hospital does not look whether a place is left. */

import { isRefusal } from '../../../../mixins/kernel/decider.ts';
import { replace } from '../../../../mixins/seam.ts';
import type { HospitalEvent } from '../../hospital/hospital.contract.ts';
import { type Hospital, type HospitalCommand, hospital } from '../../hospital/hospital.ts';

replace<[HospitalCommand, Hospital], ReturnType<typeof hospital.decide>>(
  hospital,
  'decide',
  (decide) => (command, day) => {
    const outcome = decide(command, day);
    if (command.type !== 'hold' || day.state !== 'open' || !isRefusal(outcome)) return outcome;
    const { hospitalId, hospitalNm, chkDate, places } = day;
    const { screeningId, attempt } = command;
    const data = { hospitalId, hospitalNm, chkDate, pCnt: places.limit, screeningId, attempt, available: 0 };
    return [{ type: 'screening.hospital.held', data } satisfies HospitalEvent];
  },
);
