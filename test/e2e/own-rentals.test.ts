import assert from 'node:assert/strict';
import type { ClientView } from '../../services/identity/identity.contract.ts';
import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { eachClosedScale } from '../support/closed.ts';
import { eventually } from '../support/eventually.ts';

interface Problem {
  readonly type: string;
  readonly detail?: string;
}

describe('A member', () => {
  eachClosedScale((system) => {
    let admin: string;
    let kim: string;
    let lee: string;
    let desk: string;
    let rental: RentalView;
    /** A member has one live reservation of a title: each test has titles of its own. */
    const others = ['persuasion', 'lady-susan', 'sanditon', 'the-watsons', 'mansfield-park'];

    before(async () => {
      admin = await system.tokenOf('admin');
      kim = await system.person(admin, 'kim', 'member');
      lee = await system.person(admin, 'lee', 'member');
      desk = await system.person(admin, 'choi', 'librarian');
      const titles = ['emma', ...others].map((id) => ({ id, title: id, authors: 'Jane Austen', copies: 10 }));
      await system.answer(200, 'PUT', '/books', desk, { titles });
      rental = await system.answer(201, 'POST', '/rentals', kim, { memberId: 'kim', bookId: 'emma' });
      await eventually(async () => (await system.send('GET', `/mypages/${rental.id}`, kim)).ok);
    });

    const rowsOf = async (token: string, query = '') =>
      (await system.answer<{ rows: MypageView[] }>(200, 'GET', `/mypages${query}`, token)).rows;

    it('sees and changes what is their own', async () => {
      for (const path of [`/rentals/${rental.id}`, `/payments/${rental.paymentId}`, `/mypages/${rental.id}`])
        await system.answer(200, 'GET', path, kim);
      assert.deepEqual(
        (await rowsOf(kim)).map(({ id }) => id),
        [rental.id],
      );
      const second = await system.answer<RentalView>(201, 'POST', '/rentals', kim, {
        memberId: 'kim',
        bookId: 'persuasion',
      });
      await system.answer(200, 'PATCH', `/rentals/${second.id}`, kim, { reqState: 'cancel' });
    });

    it("cannot tell another's rental from none, nor change it", async () => {
      const none = 'NONE';
      for (const path of ['/rentals/ID', '/payments/ID', '/mypages/ID']) {
        const seen = await Promise.all(
          [rental.id, none].map((id) => system.answer<Problem>(404, 'GET', path.replace('ID', id), lee)),
        );
        assert.equal(seen[0]?.type, seen[1]?.type);
      }
      await system.answer(404, 'PATCH', `/rentals/${rental.id}`, lee, { reqState: 'cancel' });
      for (const reqState of ['rental', 'return'])
        await system.answer(403, 'PATCH', `/rentals/${rental.id}`, lee, { reqState });
      assert.match((await system.answer<RentalView>(200, 'GET', `/rentals/${rental.id}`, kim)).state, /reserved|ready/);
    });

    it('reserves for nobody else, and sees no page of anybody else', async () => {
      const { type } = await system.answer<Problem>(403, 'POST', '/rentals', lee, { memberId: 'kim', bookId: 'emma' });
      assert.equal(type, 'urn:yeyak:problem:others-records');
      await system.answer(403, 'GET', '/mypages?memberId=kim', lee);
      assert.deepEqual(await rowsOf(lee), []);
      assert.deepEqual(await rowsOf(lee, '?memberId=lee'), []);
    });

    it('does nothing of what is for the desk or for admins', async () => {
      for (const path of ['/rentals', '/payments', '/admin/accounts', '/admin/accounts/kim', '/admin/clients'])
        await system.answer(403, 'GET', path, kim);
      await system.answer(403, 'PUT', '/books', kim, { titles: [] });
      await system.answer(403, 'POST', '/admin/accounts', kim, { id: 'mallory', role: 'admin' });
      await system.answer(403, 'PATCH', '/admin/accounts/kim', kim, { role: 'admin' });
      await system.answer(403, 'POST', '/admin/keys', desk, {});
    });

    it('has an Idempotency-Key of their own', async () => {
      const reserve = (token: string, memberId: string) =>
        fetch(`${system.url}/rentals`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': 'the-same',
          },
          body: JSON.stringify({ memberId, bookId: 'lady-susan' }),
        });
      const [one, again, other] = [await reserve(kim, 'kim'), await reserve(kim, 'kim'), await reserve(lee, 'lee')];
      assert.deepEqual([one.status, again.status, other.status], [201, 201, 201]);
      assert.equal(one.headers.get('location'), again.headers.get('location'));
      assert.notEqual(one.headers.get('location'), other.headers.get('location'));
    });

    it('is served by the desk, which acts for anyone', async () => {
      const { id } = await system.answer<RentalView>(201, 'POST', '/rentals', desk, {
        memberId: 'lee',
        bookId: 'sanditon',
      });
      await system.answer(200, 'PATCH', `/rentals/${id}`, desk, { reqState: 'rental' });
      await system.answer(200, 'PATCH', `/rentals/${id}`, desk, { reqState: 'return' });
      await eventually(async () => (await rowsOf(desk, '?memberId=lee')).some((row) => row.id === id));
      await system.answer(200, 'GET', `/rentals/${id}`, lee);
      await system.answer(404, 'GET', `/rentals/${id}`, kim);
    });

    it('must have an account when the desk names them', async () => {
      for (const [memberId, hint] of [
        ['nobody', /no member "nobody"/],
        ['Lee', /Did you mean "lee"\?/],
      ] as const) {
        const body = { memberId, bookId: 'emma' };
        const { type, detail } = await system.answer<Problem>(422, 'POST', '/rentals', desk, body);
        assert.equal(type, 'urn:yeyak:problem:unknown-member');
        assert.match(detail ?? '', hint);
      }
    });

    it('is known by a token: nobody else gets in, but to the catalogue', async () => {
      for (const [method, path] of [
        ['GET', '/rentals'],
        ['GET', `/rentals/${rental.id}`],
        ['POST', '/rentals'],
        ['GET', '/admin/accounts'],
      ] as const) {
        const response = await system.send(method, path);
        assert.equal(response.status, 401);
        assert.equal(response.headers.get('www-authenticate'), 'Bearer realm="yeyak"');
        assert.equal(response.headers.get('content-type'), 'application/problem+json');
      }
      await system.answer(401, 'GET', '/mypages', `${kim.slice(0, -4)}AAAA`);
      await system.answer(200, 'GET', '/books/emma');
    });

    it('takes and returns no book from home: the desk or a kiosk does it', async () => {
      const kiosk = await system.answer<ClientView>(201, 'POST', '/admin/clients', admin, {
        id: 'entrance',
        role: 'kiosk',
      });
      const { access_token: token } = (await (await system.clientToken(kiosk)).json()) as { access_token: string };
      const body = { memberId: 'lee', bookId: 'the-watsons' };
      const { id } = await system.answer<RentalView>(201, 'POST', '/rentals', lee, body);
      for (const reqState of ['rental', 'return']) {
        const { detail } = await system.answer<Problem>(403, 'PATCH', `/rentals/${id}`, lee, { reqState });
        assert.match(detail ?? '', /at the desk or at a kiosk/);
      }
      const by = { id: 'entrance', role: 'kiosk' };
      const taken = await system.answer<RentalView>(200, 'PATCH', `/rentals/${id}`, token, { reqState: 'rental' });
      assert.partialDeepStrictEqual(taken, { state: 'rented', by });
      await system.answer(200, 'PATCH', `/rentals/${id}`, token, { reqState: 'return' });
      await system.answer(403, 'PATCH', `/rentals/${id}`, token, { reqState: 'cancel' });
      await system.answer(403, 'POST', '/rentals', token, body);
      for (const path of [
        '/rentals',
        `/rentals/${id}`,
        '/mypages?memberId=lee',
        '/books/emma/waitlist',
        '/admin/clients',
      ])
        await system.answer(403, 'GET', path, token);
      await system.answer(422, 'POST', '/admin/accounts', admin, { id: 'robot', role: 'kiosk' });
    });

    it('is served by other systems too, with tokens of their own', async () => {
      const kiosk = await system.answer<ClientView>(201, 'POST', '/admin/clients', admin, {
        id: 'kiosk',
        role: 'librarian',
      });
      const { access_token: token } = (await (await system.clientToken(kiosk)).json()) as { access_token: string };
      const { id } = await system.answer<RentalView>(201, 'POST', '/rentals', token, {
        memberId: 'kim',
        bookId: 'mansfield-park',
      });
      await system.answer(200, 'PATCH', `/rentals/${id}`, token, { reqState: 'rental' });
      // Its members are known to itself.
      await system.answer(201, 'POST', '/rentals', token, { memberId: 'card-4711', bookId: 'emma' });
      await system.answer(403, 'GET', '/admin/clients', token);
      assert.equal((await system.clientToken({ ...kiosk, secret: 'wrong' })).status, 401);

      const { secret } = await system.answer<ClientView>(200, 'PATCH', '/admin/clients/kiosk', admin, {
        newSecret: true,
      });
      assert.equal((await system.clientToken(kiosk)).status, 401);
      assert.equal((await system.clientToken({ id: 'kiosk', secret: secret ?? '' })).status, 200);
      await system.answer(200, 'PATCH', '/admin/clients/kiosk', admin, { disabled: true });
      assert.equal((await system.clientToken({ id: 'kiosk', secret: secret ?? '' })).status, 401);
      const listed = await system.answer<ClientView[]>(200, 'GET', '/admin/clients', admin);
      assert.deepEqual(
        listed.find(({ id }) => id === 'kiosk'),
        { id: 'kiosk', role: 'librarian', redirectUris: [], disabled: true },
      );
    });
  });
});
