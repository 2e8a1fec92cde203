import { specify } from '../../../test/support/given.ts';
import { asked, at, commands, into, terms } from '../../../test/support/rentals.ts';
import { rental } from './rental.ts';

const { given } = specify(rental);

describe('A rental whose member does not want to wait', () => {
  const unwilling = { ...terms, wait: false } as const;
  const reserved = given({ type: 'library.rental.reserved', data: unwilling });

  it('keeps that with its terms', () => {
    given()
      .when({ ...commands.request, wait: false })
      .thenEvents({
        type: 'library.rental.requested',
        data: { ...unwilling, requestedAt: at, requestId: 'new', due: 9 },
      });
    given({ type: 'library.rental.requested', data: { ...unwilling, ...asked, due: 1 } })
      .when(commands.confirm)
      .thenEvents({ type: 'library.rental.reserved', data: unwilling });
  });

  it('is the same for a repeat', () => {
    given(into.requested)
      .when({ ...commands.request, wait: false })
      .thenEvents();
  });

  it('is cancelled instead of waiting', () => {
    reserved
      .when(commands.queue)
      .thenEvents({ type: 'library.rental.cancelled', data: { ...unwilling, reason: 'no-free-copy' } });
  });

  it('is ready when a copy is held', () => {
    reserved
      .when(commands.hold)
      .thenEvents({ type: 'library.rental.ready', data: { ...unwilling, copy: 1, title: 'Dune', toldBy: 8 } });
  });
});
