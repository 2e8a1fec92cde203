import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import { todayInKorea } from '../../mixins/days.ts';
import type { ReservationView } from '../../services/vaccine/reservation/reservation.contract.ts';
import { becomes } from './system.api.ts';

/** Days of a hospital on which everything happens. */
export async function vaccinate(broker: ServiceBroker): Promise<void> {
  const call = <Answer = unknown>(action: string, params: object) =>
    broker.call<Answer, object>(`vaccine.${action}`, params);
  const state = async (id: string) => (await call<ReservationView>('reservation.get', { id })).state;
  const person = (index: number) => ({ userName: 'Kim', userRegNumber: `900101-123456${index}` });
  const book = (id: string, index: number) =>
    call('user.reserve', { id, ...person(index), userPhone: '010-1234-5678', reserveDate: todayInKorea(Date.now()) });
  const standing = async (id: string) => {
    const { userId } = await call<ReservationView>('reservation.get', { id });
    return (await call<{ state: string }>('user.get', { id: userId })).state;
  };
  await call('calendar.change', { id: todayInKorea(Date.now()), places: 20 });
  await call('stock.fill', { vaccineType: 'Pfizer', quantity: 2 });
  await book('injected', 1);
  await becomes(() => state('injected'), 'assigned');
  await assert.rejects(book('twice', 1), { type: 'vaccine-already-booked' });
  await call('hospital.inject', { reservationId: 'injected' });
  await becomes(() => standing('injected'), 'vaccinated');
  await book('cancelled', 2);
  await becomes(() => state('cancelled'), 'assigned');
  await call('user.cancel', person(2));
  await becomes(() => standing('cancelled'), 'idle');
  await call('user.forget', person(2));
  await call('stock.fill', { vaccineType: 'Pfizer', quantity: 0 });
  await book('exhausted', 3);
  await becomes(() => state('exhausted'), 'exhausted');
  const asked = { userId: 'nobody', userRegNumber: '900101-1******', reserveDate: '2027-09-09' };
  const times = { requestedAt: '2026-01-02T09:00:00.000Z', due: 0 };
  await call('reservation.follow', { id: 'silent', command: { type: 'request', ...asked, ...times } });
  await becomes(() => state('silent'), 'abandoned');
}
