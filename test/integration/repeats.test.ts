import assert from 'node:assert/strict';
import { parseEnv } from '../../config/env.ts';
import { loadService } from '../../config/services.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { useNodes } from '../support/node.ts';

describe('A rental that is asked twice under one key', () => {
  const start = useNodes();

  it('does it once, whatever gateway the requests came through', async () => {
    const names = ['rental', 'payment', 'book'] as const;
    const { broker } = await start(await Promise.all(names.map((name) => loadService(name, parseEnv({})))));
    await broker.call('book.catalogue', { id: 'emma', title: 'Emma', authors: 'Jane Austen', copies: 1 });
    const reserved = await broker.call<RentalView, object>('rental.reserve', {
      id: 'r1',
      memberId: 'kim',
      bookId: 'emma',
    });
    const cancel = (requestKey: string) =>
      broker.call<RentalView, object>(
        'rental.transition',
        { id: reserved.id, reqState: 'cancel' },
        { meta: { requestKey } },
      );
    const [first, again] = [await cancel('one key'), await cancel('one key')];
    assert.equal(first.reqState, 'cancel');
    assert.equal(again.reqState, 'cancel');
    await assert.rejects(cancel('another key'), /does not take "cancel"/);
  });
});
