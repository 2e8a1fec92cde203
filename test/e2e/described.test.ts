import assert from 'node:assert/strict';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { answered, Description } from '../support/description.ts';
import { becomes, passes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';

/** What the system answers is what it says of itself at /openapi.json. */
describe('Answers with something in them', () => {
  eachScale((system) => {
    let description: Description;
    let reserved: RentalView;
    let ended: RentalView;

    /** Asks, and checks the answer against the description of `path`; its `{id}` is replaced. */
    async function ask<Body>(status: number, method: string, path: string, { id = '', query = '', body = {} } = {}) {
      const answer = await answered(
        fetch(system.url + path.replace('{id}', id) + query, {
          method,
          headers: { 'content-type': 'application/json' },
          ...(method !== 'GET' && { body: JSON.stringify(body) }),
        }),
      );
      assert.equal(answer.status, status, answer.text);
      description.check(method, path, answer);
      return JSON.parse(answer.text) as Body;
    }

    before(async () => {
      description = new Description(await system.get('/openapi.json'));
      const titles = [
        { id: 'described', title: '설명', authors: '한강', isbn: '9788936434120', year: 2016, copies: 1 },
      ];
      await ask(200, 'PUT', '/books', { body: { titles } });
      const reserve = (memberId: string, status = 201) =>
        ask<RentalView>(status, 'POST', '/rentals', { body: { memberId, bookId: 'described' } });
      [ended, reserved] = [await reserve('han'), await reserve('kang')];
      await reserve('han', 409);
    });

    it('are as described along the life of a rental', async () => {
      const transition = (reqState: string) => ask(200, 'PATCH', '/rentals/{id}', { id: ended.id, body: { reqState } });
      await becomes(() => system.rental(reserved.id), { state: 'waiting' });
      await ask(200, 'GET', '/books/{id}/waitlist', { id: 'described' });
      await transition('rental');
      await ask(409, 'PATCH', '/rentals/{id}', { id: ended.id, body: { reqState: 'cancel' } });
      await transition('return');
      await becomes(() => system.mypage(reserved.id), { state: 'ready' });
    });

    for (const path of ['/rentals/{id}', '/payments/{id}', '/mypages/{id}', '/rentals/{id}/history'])
      it(`are as described: ${path}`, () =>
        passes(async () => {
          for (const { id } of [ended, reserved]) await ask(200, 'GET', path, { id });
        }));

    for (const [path, query = ''] of [
      ['/rentals', '?pageSize=100&sort=-created'],
      ['/payments', '?pageSize=100'],
      ['/books', '?pageSize=100&search=9788936434120'],
      ['/mypages', '?memberId=han'],
      ['/terms'],
      ['/'],
      ['/health/ready'],
      ['/admin/system'],
      ['/admin/trial-balance'],
      ['/admin/dead-letters'],
    ] as const)
      it(`are as described: ${path}`, () => ask(200, 'GET', path, { query }));

    it('are as described: /admin/stories', () =>
      passes(() => ask(200, 'GET', '/admin/stories', { query: `?rentalId=${ended.id}` })));

    it('are as described of accounts and other systems', async () => {
      const { id } = await ask<{ id: string }>(201, 'POST', '/admin/accounts', { body: { id: 'han', role: 'member' } });
      await ask(200, 'PATCH', '/admin/accounts/{id}', { id, body: { disabled: true } });
      await ask(200, 'GET', '/admin/accounts/{id}', { id });
      await ask(201, 'POST', '/admin/accounts', { body: { id: 'root', role: 'admin' } });
      await ask(409, 'PATCH', '/admin/accounts/{id}', { id: 'root', body: { role: 'member' } });
      await ask(200, 'GET', '/admin/accounts');
      const redirectUris = ['https://kiosk.example/back'];
      await ask(201, 'POST', '/admin/clients', { body: { id: 'kiosk', name: 'Kiosk', redirectUris } });
      await ask(200, 'PATCH', '/admin/clients/{id}', { id: 'kiosk', body: { newSecret: true } });
      await ask(200, 'GET', '/admin/clients');
      await ask(200, 'POST', '/admin/keys');
    });
  });
});
