import assert from 'node:assert/strict';
import { consoleCommands } from '../../scripts/repl/console.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { systems } from '../../services/systems.ts';
import { sisterCommands } from '../support/console.sisters.ts';
import { eventually } from '../support/eventually.ts';
import { becomes } from '../support/system.api.ts';
import { acrossProcesses, eachScale } from '../support/system.scales.ts';

/** The words that were typed with success, in either scale. */
const worked = new Set<string>();

describe('The console', () => {
  eachScale((system) => {
    /** Types a line, and resolves when its answer is printed. */
    const type = async (line: string, answer: RegExp) => {
      await system.console.typed(line, answer);
      worked.add(line.split(' ', 1)[0] ?? '');
    };
    const refused = (line: string, answer: RegExp) => system.console.typed(line, answer);
    const rentalsOf = async (member: string) => (await system.mypages(member)).map(({ state }) => state);

    it('reserves, checks out, takes back and cancels, and shows the page of a member', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(2);
      await type(`mypage ${member}`, new RegExp(`${member} has no rentals`));
      await type(`reserve ${member} ${bookId}`, new RegExp(`reserved: ${member}, book ${bookId}, \\d+ won`));
      await becomes(() => rentalsOf(member), ['ready']);
      const [{ id } = assert.fail()] = await system.mypages(member);
      await type(`mypage ${member}`, new RegExp(`${id}  ready: ${member}, book ${bookId} “.+”, \\d+ won, copy 1`));
      await type(`checkout ${id}`, new RegExp(`${id}  rented: ${member}, .*copy 1`));
      await type(`return ${id}`, new RegExp(`${id}  returned: ${member}`));
      await becomes(() => rentalsOf(member), ['returned']);

      const other = await system.reserved(system.newMember(), bookId);
      await type(`cancel ${other.id}`, new RegExp(`${other.id}  (cancelled|refunded): .*reason: member`));
      await becomes(() => system.mypage(other.id), { state: 'refunded' });
    });

    it('checks out a copy that is held for another, on purpose', async () => {
      const bookId = await system.newTitle(1);
      const first = await system.reserved(system.newMember(), bookId);
      await becomes(() => system.mypage(first.id), { state: 'ready' });
      const { id } = await system.reserved(system.newMember(), bookId);
      await refused(`checkout ${id}`, /rental-state: .*waiting, at place 1/);
      await type(`checkout ${id} --override "in hand"`, new RegExp(`${id}  rented: .*copy 1`));
      assert.deepEqual((await system.rental(id)).override, { reason: 'in hand' });
      await becomes(() => system.mypage(first.id), { state: 'waiting' });
    });

    it('shows the newest rentals first, and says how many there are besides', async () => {
      const member = system.newMember();
      const rentals: RentalView[] = [];
      for (let count = 0; count < 22; count += 1) rentals.push(await system.reserved(member, await system.newTitle()));
      await becomes(async () => (await rentalsOf(member)).length, 22);
      await type(`mypage ${member}`, new RegExp(`${rentals.at(-1)?.id}  [^]*… and 2 older ones\\.`));
    });

    it('says what is wrong with what is typed, and changes nothing', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(1);
      const { id } = await system.reserved(member, bookId);
      await becomes(() => system.mypage(id), { state: 'ready' });
      await refused(`reserve ${member}`, /missing required argument 'bookId'/);
      await refused(`reserve ${member} no/slash`, /'bookId' field must be .*\n.*reserve <memberId> <bookId>/);
      await refused(`mypage ${'x'.repeat(256)}`, /'memberId' field .*\n.*mypage <memberId>/);
      await refused(`return ${id}`, /rental-state: A rental that is ready does not take "return"\. \(state: ready\)/);
      await refused('checkout nobody', /rental-not-found: There is no such rental\./);
      await refused('cancel no/slash', /'id' field must be .*\n.*cancel <rentalId>/);
      await refused('cancel', /missing required argument 'rentalId'/);
      assert.deepEqual(await rentalsOf(member), ['ready']);
      assert.equal((await system.mypage(id)).version, 3);
    });

    it('tells the time, and sets it only where that was allowed', async () => {
      await type('clock', /It is \S+Z, the real time\./);
      await refused('clock tomorrow', /'now' field .*\n.*clock \[now\]/);
      const past = /clock-in-the-past|clock-not-settable/;
      await refused('clock 2020-01-01T00:00:00Z', past);
    });

    sisterCommands({ system, type, refused });

    it('withdraws a title', async () => {
      const bookId = await system.newTitle(2);
      const { id } = await system.reserved(system.newMember(), bookId);
      await type(`withdraw ${bookId}`, new RegExp(`${bookId} “.+” is withdrawn; copies still lent: 0\\.`));
      await becomes(() => system.mypage(id), { state: 'refunded', reason: 'withdrawn' });
      await refused(`reserve ${system.newMember()} ${bookId}`, /title-withdrawn: The library no longer has this title/);
      await refused('withdraw nothing', /book-not-found: There is no such book\./);
      await refused('withdraw no/slash', /'id' field must be .*\n.*withdraw <bookId>/);
      await refused('withdraw', /missing required argument 'bookId'/);
    });

    it('tells whether the ledger balances', () =>
      type(
        'trial-balance',
        /Ledger of \d+ payments: balanced\. Debits (\d+), credits \1 won\.[\s\S]*refunds-payable: debit/,
      ));

    it('tells the payment provider how to behave', async () => {
      const bookId = await system.newTitle(9);
      try {
        await type('payment slow 20', /The payment provider: approve, after 20 ms\./);
        await type('payment status', /The payment provider: approve, after 20 ms\./);
        await type('payment decline', /The payment provider: decline\./);
        await refused(`reserve ${system.newMember()} ${bookId}`, /payment-declined: The payment was declined/);
        await type('payment late', /The payment provider: approve, after 2000 ms\./);
        await refused('payment slow', /Say one of: payment slow <ms>/);
        await refused('payment slow much', /Say one of: payment slow <ms>/);
        await refused('payment fast', /Say one of: payment slow <ms>/);
        await refused('payment', /missing required argument 'how'/);
        await type('payment status', /The payment provider: approve, after 2000 ms\./);
        await type('payment down', /The payment provider: fail\./);
      } finally {
        await type('payment up', /The payment provider: approve\./);
      }
      await type(`reserve ${system.newMember()} ${bookId}`, /reserved: /);
    });

    it('makes a view anew', async () => {
      await type('replay mypage', /mypage is made anew from the events: \d+ rows, \d+ different from before, \d+ ms\./);
      await refused('replay books', /Say a view that there is: replay (\S+ \| )*mypage/);
      await refused('replay', /missing required argument 'view'/);
    });

    it('lets all records tell their state again', async () => {
      await system.reserved(system.newMember(), await system.newTitle());
      await type('repair', /Records that have told their state again: .*\d+ of rental/);
    });

    it('shows dead letters, and does nothing with them until it is told which', async () => {
      await type('dead', /There are no dead letters\./);
      await type('dead help', /Say one of:\s+dead /);
      await type('dead --consumer mypage --type library.rental.reserved', /There are no dead letters\./);
      await refused('dead show', /Say one of:/);
      await refused('dead retry', /Say one of:/);
      await refused('dead discard', /Say one of:/);
      await refused('dead --all', /Say one of:/);
      await refused('dead --page x', /Say a page by its number/);
      await refused('dead --after yesterday', /'after' field .*\n.*dead \[what\] \[id\]/);
      await refused('dead show 4711', /dead-letter-not-found: There is no such dead letter/);
      await refused('dead retry 4711', /dead-letter-not-found/);
      await refused('dead discard 4711', /dead-letter-not-found/);
    });

    it('sends messages, lists them, and switches their sender', async () => {
      const member = system.newMember();
      await type('kakao reject', /The sender of messages: reject\./);
      await type(`message ${member} "We are closed."`, new RegExp(`requested, to ${member}: We are closed\\.`));
      const rows = () =>
        system.console.call<{ rows: { id: string; state: string }[] }>('kakao.kakaomsg.list', { customerId: member });
      await eventually(async () => (await rows()).rows[0]?.state === 'given-up', 20_000);
      await type(`messages ${member}`, new RegExp(`given-up \\(sandbox-rejects\\), to ${member}: We are closed`));
      await type('kakao up', /The sender of messages: deliver\./);
      const [{ id } = { id: '' }] = (await rows()).rows;
      await type(`message-retry ${id}`, new RegExp(`${id} {2}requested, to ${member}`));
      await eventually(async () => (await rows()).rows[0]?.state === 'sent', 20_000);
      await refused(`message-retry ${id}`, /message-sent: This message was sent/);
      await refused(`message ${member} "Call 010-9837-0279."`, /personal-data/);
      await refused('kakao sideways', /Say one of: kakao up/);
    });

    it('adds people and other systems, and makes keys new', async () => {
      const name = system.newMember().toLowerCase();
      await type(
        `account ${name}`,
        new RegExp(`${name} can sign in as member, with the password \\S+\\. It is shown this once`),
      );
      await type(`account ${name}-l librarian`, /can sign in as librarian/);
      await refused(`account ${name}`, /account-exists: There is an account with this id\./);
      await refused(
        `account ${name}-x king`,
        /Say a role that there is: account \S+ member \| librarian \| screening\.hospital-admin \| market\.staff \| registration\.publisher \| registration\.reviewer \| vaccine\.staff \| store\.manager \| kakao\.staff \| admin/,
      );
      await refused('account no/slash', /'id' field must be .*\n.*account <id> \[role\]/);
      await type(`client ${name}-c`, /gets tokens as librarian, with the secret \S+\. It is shown this once/);
      await refused(`client ${name}-c`, /client-exists: There is a client with this id\./);
      await refused(
        `client ${name}-m member`,
        /Say a role that there is: client \S+ kiosk \| librarian \| screening\.hospital-admin \| market\.staff \| registration\.publisher \| registration\.reviewer \| vaccine\.staff \| store\.manager \| kakao\.staff \| admin/,
      );
      await type('rotate-keys', /Tokens are signed with key \S+; \d+ older ones verify until their tokens end\./);
      const accounts = await system.console.call<{ rows: { id: string }[] }>('identity.list', { pageSize: 100 });
      const added = accounts.rows.map(({ id }) => id).filter((id) => id.startsWith(name));
      assert.deepEqual(added.sort(), [name, `${name}-l`]);
    });
  });

  acrossProcesses((system) => {
    it('says which service does not run, and how it is started', async () => {
      await system.stopService('payment');
      const answer = /No process runs payment\. Start it: npm run node -- payment/;
      await system.console.typed('payment status', answer);
    });
  });
});

describe('The help of the console', () => {
  it('has no command that was not tried above', () => {
    const words = consoleCommands(systems).map(({ command }) => command.split(' ', 1)[0] ?? '');
    assert.deepEqual(
      words.filter((word) => !worked.has(word)),
      [],
    );
  });
});
