import assert from 'node:assert/strict';
import { EventStream } from '../support/event-stream.ts';
import { becomes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';

/** Subjects of tokens, as issuers have them (OpenID Connect Core 1.0, 2: up to 255 characters). */
const subjects = [
  'auth0|507f',
  'google-oauth2|1',
  'kim@example.com',
  '_AAAA',
  'urn:kakao:1',
  '김민지',
  'a+b&c=d #e?f/g%20h',
  "o'neill;--",
  '~'.repeat(255),
];

describe('A member whose id comes from an issuer of tokens', () => {
  eachScale((system) => {
    for (const subject of subjects)
      it(`${subject.slice(0, 20)} reserves, sees it everywhere, and gives it back`, async () => {
        const query = `memberId=${encodeURIComponent(subject)}`;
        const stream = await new EventStream().open(`${system.url}/mypages/stream?${query}`);
        const { id, paymentId } = await system.reserved(subject, await system.newTitle());
        await becomes(() => system.mypage(id), { state: 'ready', memberId: subject });
        await becomes(async () => stream.messages.some(({ data }) => data.includes(id)), true);
        stream.close();
        const page = await system.all<{ id: string }>(`/mypages?${query}`);
        assert.deepEqual(
          page.map((row) => row.id),
          [id],
        );
        assert.equal((await system.rental(id)).memberId, subject);
        assert.equal((await system.payment(paymentId)).memberId, subject);
        assert.equal((await system.asked(id, 'cancel')).memberId, subject);
      });

    it('is refused by name where the id holds what cannot be seen, or is too long', async () => {
      const bookId = await system.newTitle();
      for (const memberId of [
        '',
        ' kim',
        'a\u0000b',
        'a\nb',
        '\u202ekim',
        'a\u200bb',
        'x'.repeat(256),
        true,
        {},
        null,
      ]) {
        const { status, body } = await system.send('POST', '/rentals', { memberId, bookId });
        assert.deepEqual(
          [status, body.errors?.map(({ field }) => field)],
          [422, ['memberId']],
          JSON.stringify(memberId),
        );
      }
      assert.equal((await system.send('POST', '/rentals', { memberId: 'a\ud800', bookId })).status, 422);
      assert.equal((await system.book(bookId)).available, 1);
    });
  });
});
