import { ulid } from 'ulid';
import { commandsFor } from '../../mixins/console.ts';
import { dayId, hospitalActions } from './hospital/hospital.contract.ts';
import { mypageActions } from './mypage/mypage.contract.ts';
import { type ScreeningView, screeningActions } from './screening/screening.contract.ts';

/** What a customer and a hospital do. */
export const screeningCommands = commandsFor({ ...hospitalActions, ...screeningActions, ...mypageActions }, [
  {
    command: 'hospital <hospitalId> <chkDate> <pCnt> <hospitalNm>',
    description: 'Registers a day of a hospital with its places (병원 등록)',
    async run(call, { hospitalId = '', chkDate = '', pCnt = '', hospitalNm = '' }) {
      const day = { hospitalId, chkDate, hospitalNm, pCnt: Number(pCnt) };
      const hospital = await call('screening.hospital.register', { id: dayId(day), ...day });
      return `${hospital.id}  ${hospital.hospitalNm}: ${hospital.available} of ${hospital.pCnt} places are free`;
    },
  },
  {
    command: 'hospital-places <hospitalDay> <pCnt>',
    description: 'Changes how many places a day has (가능인원수 변경)',
    async run(call, { hospitalDay = '', pCnt = '' }) {
      const { id, available } = await call('screening.hospital.change', { id: hospitalDay, pCnt: Number(pCnt) });
      return `${id}: ${available} of ${pCnt} places are free`;
    },
  },
  {
    command: 'hospital-delete <hospitalDay>',
    description: 'Deletes a day of a hospital, such as 2.2027-09-09; its screenings are cancelled (병원 삭제)',
    async run(call, { hospitalDay = '' }) {
      const { id, told } = await call('screening.hospital.delete', { id: hospitalDay });
      return `${id} is deleted; screenings cancelled: ${told}.`;
    },
  },
  {
    command: 'screen <custId> <hospitalId> <chkDate>',
    description: 'Requests a screening (검진 예약)',
    async run(call, { custId = '', hospitalId = '', chkDate = '' }) {
      const asked = { id: ulid(), hospitalId, chkDate, custId, custNm: custId };
      return describe(await call('screening.screening.request', asked));
    },
  },
  {
    command: 'screen-cancel <screeningId>',
    description: 'Cancels a screening (검진 취소)',
    run: async (call, { screeningId = '' }) =>
      describe(await call('screening.screening.change', { id: screeningId, status: 'CANCELED' })),
  },
  {
    command: 'screenings <custId>',
    description: "A customer's screenings",
    async run(call, { custId = '' }) {
      const { rows } = await call('screening.mypage.list', { custId });
      return rows.length === 0 ? `${custId} has no screenings.` : rows.map(describe).join('\n');
    },
  },
]);

function describe({ id, state, status, hospitalId, chkDate, custId }: ScreeningView): string {
  return `${id}  ${status ?? state}: ${custId} at hospital ${hospitalId} on ${chkDate}`;
}
