import assert from 'node:assert/strict';
import { hashPassword, isPassword, newPassword, setHashCost } from './password.ts';

describe('A password', () => {
  before(() => setHashCost(15));
  after(() => setHashCost(8));

  it('is kept as a hash that tells its cost, and never the same twice', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    assert.match(one, /^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.notEqual(one, two);
    assert.equal(await isPassword('correct horse', one), true);
    assert.equal(await isPassword('correct horse', two), true);
    assert.equal(await isPassword('Correct horse', one), false);
    assert.equal(await isPassword('', one), false);
  });

  it('is the same however its Hangul was typed', async () => {
    const hash = await hashPassword('도서관의 비밀번호'.normalize('NFD'));
    assert.equal(await isPassword('도서관의 비밀번호'.normalize('NFC'), hash), true);
  });

  it('is checked by the cost it was hashed at', async () => {
    const cheap = '$scrypt$ln=4,r=1,p=1$c2FsdA$RRM8PfukjIIjXfUaU0mSQRDu6JN1Lw1BaNLiruVyLYI';
    assert.equal(await isPassword('password', cheap), true);
    assert.equal(await isPassword('passwort', cheap), false);
    await assert.rejects(isPassword('password', 'plain text'), /no scrypt hash/);
  });

  it('that is made is long, and another one each time', () => {
    const made = Array.from({ length: 100 }, newPassword);
    for (const password of made) assert.match(password, /^([a-zA-Z2-9]{5}-){3}[a-zA-Z2-9]{5}$/);
    assert.equal(new Set(made).size, 100);
  });
});
