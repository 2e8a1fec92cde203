import type { HospitalView } from '../../services/screening/hospital/hospital.contract.ts';
import type { ScreeningView } from '../../services/screening/screening/screening.contract.ts';
import { newKey } from '../kit/outbox/intent.ts';
import { submit } from '../kit/outbox/outbox.ts';
import { known } from '../kit/session/asking.ts';

/** What people want done with a screening. What is refused is told by the kit. */

/** @returns the screening; none when there was no place, or nobody said who they are */
export async function book(day: HospitalView, custNm: string): Promise<ScreeningView | undefined> {
  const customer = await known();
  if (!customer) return undefined;
  const { id, hospitalId, chkDate, hospitalNm } = day;
  const body = { hospitalId, chkDate, custId: customer.id, custNm: custNm || customer.id };
  const about = `hospital:${id}`;
  const intent = { key: newKey(), by: customer.id, about, name: hospitalNm } as const;
  return submit<ScreeningView>({ ...intent, method: 'POST', path: '/screening/screenings', body }).catch(
    () => undefined,
  );
}

export async function cancel({ id, chkDate, custId }: ScreeningView): Promise<void> {
  const path = `/screening/screenings/${encodeURIComponent(id)}`;
  const intent = { key: newKey(), by: custId, about: `screening:${id}`, name: chkDate } as const;
  await submit({ ...intent, method: 'PATCH', path, body: { status: 'CANCELED' } }).catch(() => undefined);
}
