import { withNumbers, withTexts } from '../../mixins/given.ts';
import type { Given } from '../../mixins/system.ts';
import { dayId } from './hospital/hospital.contract.ts';

/** Bodies as the programs of the original screening services send them: numeric ids, `pcnt`, a day as "0909". */

export function acceptHospital({ id: _, pcnt, ...day }: Given, now: number): Given {
  return texts({ ...day, ...(pcnt !== undefined && { pCnt: pcnt }) }, now);
}

/** What a new screening is in is not the client's to say. */
export function acceptScreening({ id: _, status: __, ...asked }: Given, now: number): Given {
  return texts(asked, now);
}

/** Ids of the programs are numbers; ours are texts. */
function texts(body: Given, now: number): Given {
  const { chkDate } = body;
  return {
    ...withNumbers(withTexts(body, 'hospitalId', 'custId'), 'pCnt'),
    ...(typeof chkDate === 'string' && /^\d{4}$/.test(chkDate) && { chkDate: nextDay(chkDate, now) }),
  };
}

/** "0909" is the next 9 September, today included. */
function nextDay(text: string, now: number): string {
  const day = `${text.slice(0, 2)}-${text.slice(2)}`;
  const today = new Date(now).toISOString().slice(0, 10);
  const year = Number(today.slice(0, 4));
  return `${day >= today.slice(5) ? year : year + 1}-${day}`;
}

/** The record of a hospital's day, by what the body says of it. */
export function hospitalDayOf({ hospitalId, chkDate }: Given): string {
  return dayId({ hospitalId: String(hospitalId), chkDate: String(chkDate) });
}
