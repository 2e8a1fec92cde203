import type { Envelope } from '../../mixins/kernel/event.ts';
import { followedTypes, followScreening } from '../../services/screening/reservation/reservation.ts';
import type { ScreeningEnvelope } from '../../services/screening/screening/screening.contract.ts';
import { World } from './world.ts';

/** Lives that together have every event and every transition of the rules of health screening. */
export const screeningLives: Readonly<Record<string, () => readonly Envelope[]>> = {
  'a screening that is booked and cancelled, and one that is refused': () => {
    const day = new Day(1);
    day.request('s1');
    day.request('s2');
    day.cancel('s1');
    return day.events;
  },
  'a day that is deleted under a screening': () => {
    const day = new Day(2);
    day.request('s1');
    day.request('s2');
    day.cancel('s1');
    day.delete();
    return day.events;
  },
  'a screening whose hospital does not answer': () => {
    const day = new Day(1);
    day.giveUp('s1');
    day.request('s1', 2);
    return day.events;
  },
};

/** A hospital's day, the screenings that ask for its places, and the register. */
class Day extends World {
  private readonly details = { hospitalId: 'h1', hospitalNm: 'Seoul', chkDate: '2027-09-09' };

  constructor(pCnt: number) {
    super();
    this.tell('/screening.hospital', 'h1.2027-09-09', { type: 'register', ...this.details, pCnt });
  }

  request(id: string, attempt = 1): void {
    this.ask(id);
    try {
      this.place('hold', id, attempt);
      this.hear(id, { type: 'grant', key: String(attempt) });
    } catch {
      this.hear(id, { type: 'deny', key: String(attempt), reason: 'hospital-full' });
    }
  }

  giveUp(id: string): void {
    this.ask(id);
    this.hear(id, { type: 'giveUp', key: '1', due: this.at });
    this.place('release', id, 1);
    this.hear(id, { type: 'settle', key: '1' });
  }

  cancel(id: string): void {
    this.hear(id, { type: 'cancel', at: new Date(this.at).toISOString(), requestId: `cancel-${id}` });
    this.place('release', id, 1);
  }

  delete(): void {
    for (const { type, time: at, data } of this.tell('/screening.hospital', 'h1.2027-09-09', { type: 'delete' })) {
      const { screeningId, attempt } = data as { screeningId: string; attempt: number };
      if (type === 'screening.hospital.evicted') this.hear(screeningId, { type: 'evict', attempt, at });
    }
  }

  private ask(id: string): void {
    const { hospitalId, chkDate } = this.details;
    const asked = { hospitalId, chkDate, custId: 'kim', custNm: 'Kim', requestedAt: new Date(this.at).toISOString() };
    this.hear(id, { type: 'request', ...asked, due: this.at + 5_000 });
  }

  private place(type: 'hold' | 'release', screeningId: string, attempt: number): void {
    this.tell('/screening.hospital', 'h1.2027-09-09', { type, screeningId, attempt });
  }

  /** A word for a screening, which the register follows. */
  private hear(id: string, command: object): void {
    for (const event of this.tell('/screening.screening', id, command)) {
      if (!(followedTypes as readonly string[]).includes(event.type)) continue;
      const follow = followScreening(event as ScreeningEnvelope);
      this.tell('/screening.reservation', follow.id, follow.command);
    }
  }
}
