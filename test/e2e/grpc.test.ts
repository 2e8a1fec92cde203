import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { eventually } from '../support/eventually.ts';
import { RentalsClient } from '../support/grpc.ts';
import { freePort } from '../support/port.ts';
import { passes } from '../support/system.api.ts';
import { newSystem } from '../support/system.scales.ts';

/** The business of the library through gRPC, whatever processes it runs in. */
describe('Through gRPC', () => {
  for (const [scale, make] of Object.entries({
    'in one process': newSystem.inOneProcess,
    'in a process for each service': newSystem.inFourServices,
  }))
    describe(scale, function () {
      this.timeout(60_000);
      let system: ReturnType<typeof make>;
      let client: RentalsClient;
      before(async () => {
        const port = await freePort();
        system = make({ GRPC_PORT: String(port) });
        await system.start();
        client = new RentalsClient(`127.0.0.1:${port}`);
      });
      after(async () => {
        client.close();
        await system.stop();
      });

      it('a member reserves, takes and returns a book, and sees it happen', async () => {
        const bookId = await system.newTitle();
        const watch = client.watch('kim');
        assert.ok(await watch.begun);
        const statesOf = (id: string) => watch.changes.flatMap(({ row }) => (row?.id === id ? [row.state] : []));
        // Processes that have just been started may not have met yet.
        await passes(async () => {
          const earlier = await system.reserved('kim', await system.newTitle());
          await eventually(() => statesOf(earlier.id).length > 0, 1_000);
        });
        const { answer: reserved } = await client.call<RentalView>('reserve', { memberId: 'kim', bookId });
        const id = reserved?.id ?? '';
        for (const reqState of ['rental', 'return']) {
          const { answer } = await client.call<RentalView>('transition', { id, reqState });
          assert.equal(answer?.reqState, reqState);
        }
        await eventually(() => statesOf(id).includes('returned'));
        assert.equal((await system.rental(id)).state, 'returned');
        assert.equal((await client.call<RentalView>('get', { id })).answer?.state, 'returned');
      });

      it('a rule refuses, and says why', async () => {
        const { id } = await system.reserved(system.newMember(), await system.newTitle());
        const { code, problem } = await client.call('transition', { id, reqState: 'return' });
        assert.equal(code, status.FAILED_PRECONDITION);
        assert.equal(problem?.type, 'urn:yeyak:problem:rental-state');
        assert.equal((await client.call('get', { id: 'nobody' })).code, status.NOT_FOUND);
      });
    });
});
