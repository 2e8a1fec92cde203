import assert from 'node:assert/strict';
import type { HospitalView } from '../../services/screening/hospital/hospital.contract.ts';
import type { ReservationView } from '../../services/screening/reservation/reservation.contract.ts';
import type { ScreeningView } from '../../services/screening/screening/screening.contract.ts';
import { Client } from './client.ts';
import { eventually } from './eventually.ts';

/** What clients do of a screening system. */
export class ScreeningClient extends Client {
  private static days = 0;

  constructor(url: string) {
    super(`${url}/screening`);
  }

  /** A day that nobody has used, with its places. */
  async newDay(pCnt: number) {
    ScreeningClient.days += 1;
    const day = { hospitalId: `h${ScreeningClient.days}`, chkDate: '2027-09-09' };
    const { status, body } = await this.send<HospitalView>('POST', '/hospitals', { ...day, hospitalNm: 'Seoul', pCnt });
    assert.equal(status, 201, JSON.stringify(body));
    return { ...day, id: body.id };
  }

  request(day: { hospitalId: string; chkDate: string }, custId: string, headers = {}) {
    const { hospitalId, chkDate } = day;
    return this.send<ScreeningView>('POST', '/screenings', { hospitalId, chkDate, custId, custNm: custId }, headers);
  }

  async available(id: string): Promise<number> {
    return (await this.send<HospitalView>('GET', `/hospitals/${id}`)).body.available;
  }

  async rows<Row>(path: string): Promise<Row[]> {
    return (await this.send<{ rows: Row[] }>('GET', `${path}${path.includes('?') ? '&' : '?'}pageSize=100`)).body.rows;
  }

  requestUntilAnswered({ hospitalId, chkDate }: { hospitalId: string; chkDate: string }, custId: string) {
    const body = { hospitalId, chkDate, custId, custNm: custId };
    return this.postUntilAnswered<ScreeningView>('/screenings', body, custId);
  }

  /** Screenings of a day whose hospital has yet to answer, or which are being given up. */
  async undecided({ hospitalId }: { hospitalId: string }): Promise<number> {
    const of = (state: string) => this.rows(`/screenings?hospitalId=${hospitalId}&state=${state}`);
    return (await Promise.all(['asked', 'abandoning'].map(of))).flat().length;
  }

  /** The register and the screenings of a day say the same. */
  async agrees({ hospitalId }: { hospitalId: string }): Promise<void> {
    await eventually(async () => {
      const screenings = await this.rows<ScreeningView>(`/screenings?hospitalId=${hospitalId}`);
      const register = await this.rows<ReservationView>(`/reservations?hospitalId=${hospitalId}`);
      const entries = new Map(register.map(({ id, status }) => [id, status]));
      const words = { REQUEST_COMPLETED: 'RESERVED', CANCELED: 'CANCELED', FORCE_CANCELED: 'FORCE_CANCELED' } as const;
      return screenings.every(({ id, status }) => entries.get(id) === words[status as keyof typeof words]);
    }, 20_000);
  }
}
