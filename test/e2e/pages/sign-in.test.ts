import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { RentalView } from '../../../services/library/rental/rental.contract.ts';
import { ClosedSystem, password } from '../../support/closed.ts';
import { isAccessible } from '../../support/pages/axe.ts';
import { ensurePages } from '../../support/pages/library.ts';
import { windows } from '../../support/pages/windows.ts';

describe('Signing in', function () {
  this.timeout(90_000);
  const system = new ClosedSystem();
  const open = windows(() => system.url);
  let kim: string;
  let rental: RentalView;

  before(async () => {
    await ensurePages();
    await system.start();
    const admin = await system.tokenOf('admin');
    kim = await system.person(admin, 'kim', 'member');
    await system.person(admin, 'lee', 'member');
    await system.person(admin, 'choi', 'librarian');
    rental = await system.answer(201, 'POST', '/rentals', kim, { memberId: 'kim', bookId: '1' });
  });
  after(() => system.stop());

  async function signIn(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: 'Sign in' }).first().click();
    await page.locator('#name').fill(name);
    await page.locator('#password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByText(new RegExp(`^${name} ·`)).waitFor();
  }

  it('shows the catalogue to everybody, and leads a member to sign in and back to where they were', async () => {
    const page = await open('/app/library/mypage');
    await page.getByText('Sign in to see your reservations and loans.').waitFor();
    await signIn(page, 'kim');
    assert.equal(new URL(page.url()).pathname, '/app/library/mypage');
    await page.getByText('is set aside for you').waitFor();
    await page.reload();
    await page.getByText('is set aside for you').waitFor();
  });

  it('keeps the search and the reservation that asked for it, and asks once more before it costs', async () => {
    const page = await open('/app/library?q=catching');
    const book = page.locator('.book').filter({ hasText: 'Catching Fire' });
    await book.getByRole('button', { name: /^Reserve/ }).click();
    await page.locator('#name').fill('lee');
    await page.locator('#password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Reserve “Catching Fire.*”\?$/ }).waitFor();
    assert.equal(new URL(page.url()).search, '?q=catching');
    await isAccessible(page);
    await page.keyboard.press('Enter');
    await book.getByText('Ready').waitFor();
    await page.reload();
    await book.getByText('Ready').waitFor();
    assert.equal(await page.getByRole('dialog').count(), 0);
  });

  it('asks for a new one when it has ended, and keeps the reservation too', async () => {
    const page = await open('/app/library?q=twilight', {}, /401/);
    await signIn(page, 'lee');
    const book = page.locator('.book').filter({ hasText: 'Twilight (Twilight' });
    await book.waitFor();
    await page.evaluate(() => {
      const tokens = JSON.parse(sessionStorage.getItem('yeyak.tokens') ?? '{}');
      sessionStorage.setItem('yeyak.tokens', JSON.stringify({ ...tokens, access: 'no.good.token' }));
    });
    await book.getByRole('button', { name: /^Reserve/ }).click();
    // Who is still known to the provider is not asked for the password again.
    await page.getByRole('dialog').getByRole('button', { name: 'Reserve', exact: true }).click();
    await book.getByText('Ready').waitFor();
  });

  it('keeps them when the first attempt was given up', async () => {
    const page = await open('/app/library?q=mockingjay');
    const book = page.locator('.book').filter({ hasText: 'Mockingjay' });
    await book.getByRole('button', { name: /^Reserve/ }).click();
    await page.locator('#name').waitFor();
    const { state } = await page.evaluate(() => JSON.parse(sessionStorage.getItem('yeyak.sign-in') ?? '{}'));
    await page.goto(
      `/app/signed-in?error=access_denied&state=${state}&iss=${encodeURIComponent(`${system.url}/oidc`)}`,
    );
    await page.getByText('You are not signed in').waitFor();
    await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#name').fill('choi');
    await page.locator('#password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Not now' }).click();
    assert.equal(new URL(page.url()).search, '?q=mockingjay');
    await book.getByRole('button', { name: /^Reserve/ }).waitFor();
  });

  it("does not show a member another's rental, nor the desk, nor let them act", async () => {
    const page = await open('/app/library/mypage', {}, /404|403/);
    await signIn(page, 'lee');
    await page.getByText('Live').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Desk' }).count(), 0);
    const answers = await page.evaluate(async (id) => {
      const { access } = JSON.parse(sessionStorage.getItem('yeyak.tokens') ?? '{}');
      const headers = { authorization: `Bearer ${access}`, 'content-type': 'application/json' };
      const cancel = { method: 'PATCH', headers, body: '{"reqState":"cancel"}' };
      const tried = [
        fetch(`/rentals/${id}`, { headers }),
        fetch(`/rentals/${id}/history`, { headers }),
        fetch(`/rentals/${id}`, cancel),
        fetch('/mypages/stream?memberId=kim', { headers }),
        fetch('/admin/system', { headers }),
      ];
      return (await Promise.all(tried)).map(({ status }) => status);
    }, rental.id);
    assert.deepEqual(answers, [404, 404, 404, 403, 403]);
    const { state } = await system.answer<RentalView>(200, 'GET', `/rentals/${rental.id}`, kim);
    assert.equal(state, 'ready');
  });

  it('tells a member that the desk is for librarians, and lets somebody else sign in there', async () => {
    // The provider's page that ends the session of the first person adds its script to a policy with `none`.
    const page = await open('/app/library/desk', {}, /Content-Security-Policy/);
    await signIn(page, 'kim');
    await page.getByText('This page is for librarians.').waitFor();
    await page.getByText('You are here as kim (Member).').waitFor();
    await isAccessible(page);
    await page.getByRole('button', { name: 'Sign in as another person' }).click();
    await page.locator('#name').fill('choi');
    await page.locator('#password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByLabel('Reservation number or member id').waitFor();
    assert.equal(new URL(page.url()).pathname, '/app/library/desk');
  });

  it('lets a librarian work at the desk, and a member see it live', async () => {
    const [desk, mine] = [await open('/app/library/desk'), await open('/app/library/mypage')];
    await signIn(desk, 'choi');
    await signIn(mine, 'kim');
    await mine.getByText('is set aside for you').waitFor();
    await desk.getByLabel('Reservation number or member id').fill('kim');
    await desk.keyboard.press('Enter');
    await desk.getByRole('button', { name: /^Check out/ }).click();
    await mine.getByText('You have copy 1.').waitFor();
  });

  it('lets a member change their password, in their language', async () => {
    const page = await open('/app/library/mypage', {}, /403/);
    await signIn(page, 'lee');
    await page.getByRole('button', { name: '한국어' }).click();
    await page.getByRole('link', { name: '비밀번호 변경' }).click();
    await isAccessible(page);
    const fill = async (present: string) => {
      await page.getByLabel('지금 비밀번호').fill(present);
      for (const label of ['새 비밀번호', '새 비밀번호 확인'])
        await page.getByLabel(label, { exact: true }).fill('another horse battery');
      await page.keyboard.press('Enter');
    };
    await fill('wrong');
    await page.getByText('바꾸지 못했습니다. 회원 번호와').waitFor();
    await isAccessible(page);
    await fill(password);
    await page.getByText('비밀번호를 바꿨습니다').waitFor();
  });

  it('signs out', async () => {
    const page = await open('/app/library/mypage');
    await signIn(page, 'kim');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button').first().click();
    await page.getByRole('button', { name: 'Sign in' }).first().waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.getItem('yeyak.tokens')), null);
  });

  for (const theme of ['light', 'dark'] as const)
    it(`happens on a page with which axe finds nothing wrong, ${theme}`, async () => {
      const page = await open('/app/library', { theme });
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.locator('#password').waitFor();
      await isAccessible(page);
    });
});
