import type { Envelope } from '../../mixins/kernel/event.ts';
import { World } from './world.ts';

/** Lives that together have every event and every transition of the rules of new titles. */
export const registrationLives: Readonly<Record<string, () => readonly Envelope[]>> = {
  'a title that is approved and cancelled, and one that is rejected': () => {
    const desk = new Desk();
    desk.ask('t1');
    desk.decide('t1', 'Y');
    desk.request('t1', { type: 'cancel', at: desk.today, requestId: 'cancel-t1' });
    desk.approval('t1', { type: 'withdraw', ...desk.title });
    desk.ask('t2');
    desk.decide('t2', 'N');
    return desk.events;
  },
  'a title that could not be laid before the reviewers': () => {
    const desk = new Desk();
    desk.begin('t1');
    desk.request('t1', { type: 'giveUp', key: 'lodging', due: desk.at });
    desk.approval('t1', { type: 'withdraw', ...desk.title });
    desk.request('t1', { type: 'settle', key: 'lodging' });
    return desk.events;
  },
};

/** Requests of one publisher, and what reviewers have before them. */
class Desk extends World {
  readonly title = { bookId: '99', bookNm: 'mybook', publId: '100' };

  get today(): string {
    return new Date(this.at).toISOString();
  }

  begin(id: string): void {
    this.request(id, { type: 'ask', ...this.title, requestedAt: this.today, due: this.at + 5_000 });
  }

  ask(id: string): void {
    this.begin(id);
    this.approval(id, { type: 'lodge', isApproved: false, ...this.title });
    this.request(id, { type: 'grant', key: 'lodging' });
  }

  decide(id: string, appYn: 'Y' | 'N'): void {
    this.approval(id, { type: 'decide', appYn, publId: this.title.publId, requestId: `decide-${id}` });
    this.request(id, { type: appYn === 'Y' ? 'approve' : 'reject', at: this.today });
  }

  request(id: string, command: object): void {
    this.tell('/registration.request', id, command);
  }

  approval(id: string, command: object): void {
    this.tell('/registration.approval', id, command);
  }
}
