import assert from 'node:assert/strict';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { type Call, type Command, describeError } from './command.ts';
import { deadCommand } from './dead.command.ts';
import { identityCommands } from './identity.commands.ts';
import { paymentCommand } from './payment.command.ts';
import { rentalCommands } from './rental.commands.ts';
import { replayCommand } from './replay.command.ts';

describe('The console', () => {
  const rental: RentalView = {
    id: 'R1',
    state: 'reserved',
    reqState: 'reserve',
    memberId: 'kim',
    bookId: '7',
    amount: 1000,
    paymentId: 'R1',
    requestedAt: '2026-01-01T00:00:00.000Z',
  };

  /** Runs a line such as `cancel R1` against a system that answers this, and tells what was asked. */
  async function type(command: Command, args: Record<string, string>, answer: unknown) {
    const asked: { action: string; params: Record<string, unknown> }[] = [];
    const call = async (action: string, params: object) => {
      asked.push({ action, params: { ...params } });
      return answer;
    };
    return { text: await command.run(call as Call, args), asked };
  }

  function rentalCommand(name: string): Command {
    const command = rentalCommands.find((one) => one.command.startsWith(`${name} `));
    assert.ok(command);
    return command;
  }

  it('reserves, under an id of its own each time', async () => {
    const args = { memberId: 'kim', bookId: '7' };
    const [first, second] = [
      await type(rentalCommand('reserve'), args, rental),
      await type(rentalCommand('reserve'), args, rental),
    ];
    assert.equal(first.text, 'R1  reserved: kim, book 7, 1000 won');
    const { id, ...rest } = first.asked[0]?.params ?? {};
    assert.deepEqual(rest, args);
    assert.match(String(id), /^[0-9A-Z]{26}$/);
    assert.notEqual(second.asked[0]?.params.id, id);
  });

  for (const [name, reqState] of Object.entries({ cancel: 'cancel', checkout: 'rental', return: 'return' })) {
    it(`asks for "${reqState}" at ${name}`, async () => {
      const { asked } = await type(rentalCommand(name), { rentalId: 'R1' }, rental);
      assert.deepEqual(asked, [{ action: 'rental.transition', params: { id: 'R1', reqState } }]);
    });
  }

  it('shows a page of a member, a line for each rental', async () => {
    const waiting = { ...rental, id: 'R2', state: 'waiting', position: 3, title: 'Emma' };
    const { text } = await type(rentalCommand('mypage'), { memberId: 'kim' }, { rows: [rental, waiting], total: 5 });
    assert.deepEqual(text.split('\n'), [
      'R1  reserved: kim, book 7, 1000 won',
      'R2  waiting: kim, book 7 “Emma”, 1000 won, place 3 in the queue',
      '… and 3 older ones.',
    ]);
    const nobody = await type(rentalCommand('mypage'), { memberId: 'lee' }, { rows: [], total: 0 });
    assert.equal(nobody.text, 'lee has no rentals.');
  });

  describe('tells the payment provider', () => {
    const settings: Record<string, readonly [Record<string, string>, object]> = {
      'to be slow': [
        { how: 'slow', delayMs: '500' },
        { mode: 'approve', delayMs: 500 },
      ],
      'to fail': [{ how: 'down' }, { mode: 'fail', delayMs: 0 }],
      'to work': [{ how: 'up' }, { mode: 'approve', delayMs: 0 }],
      'to decline': [{ how: 'decline' }, { mode: 'decline', delayMs: 0 }],
      'to answer after the deadline': [{ how: 'late' }, { mode: 'approve', delayMs: 1_700 }],
      'nothing, to learn its status': [{ how: 'status' }, {}],
    };
    for (const [what, [args, params]] of Object.entries(settings)) {
      it(what, async () => {
        const { asked } = await type(paymentCommand(1_200), args, { mode: 'approve', delayMs: 0 });
        assert.deepEqual(asked, [{ action: 'payment.sandbox', params }]);
      });
    }

    it('nothing when it is not clear what', async () => {
      const unclear: Record<string, string>[] = [
        { how: 'slow' },
        { how: 'slow', delayMs: 'much' },
        { how: 'fast' },
        {},
      ];
      for (const args of unclear) {
        const { text, asked } = await type(paymentCommand(1_200), args, undefined);
        assert.deepEqual(asked, []);
        assert.match(text, /^Say one of: payment slow <ms>/);
      }
    });

    it('and says how it behaves now', async () => {
      const { text } = await type(paymentCommand(1), { how: 'status' }, { mode: 'fail', delayMs: 20 });
      assert.equal(text, 'The payment provider: fail, after 20 ms.');
    });
  });

  it('has a view made anew', async () => {
    const rebuilt = { rows: 3, differences: 1, milliseconds: 20, skipped: [], carriedOver: 0 };
    const { asked, text } = await type(replayCommand, { view: 'mypage' }, rebuilt);
    assert.deepEqual(asked, [{ action: 'mypage.rebuild', params: {} }]);
    assert.equal(text, 'mypage is made anew from the events: 3 rows, 1 different from before, 20 ms.');
  });

  describe('deals with dead letters:', () => {
    const letter = {
      id: '42',
      consumer: 'mypage',
      type: 'library.rental.reserved',
      event: { id: 'R1-2', source: '/rental', subject: 'R1', correlationid: 'request-1' },
      error: 'TypeError: x is no function',
      attempts: 8,
      at: '2026-01-01T00:00:00.000Z',
      size: 300,
    };
    const { event: _event, ...bad } = letter;
    const shown = '42  2026-01-01T00:00:00.000Z  mypage: library.rental.reserved R1-2, 8 attempts: ';
    const page = { rows: [letter, { ...bad, type: '' }], total: 45, page: 1, totalPages: 3, consumers: { mypage: 45 } };

    it('lists them, newest first', async () => {
      const { text, asked } = await type(deadCommand, { consumer: 'mypage', page: '1' }, page);
      assert.deepEqual(asked, [{ action: 'operations.deadLetters.list', params: { consumer: 'mypage', page: 1 } }]);
      assert.deepEqual(text.split('\n'), [
        `${shown}TypeError: x is no function`,
        '42  2026-01-01T00:00:00.000Z  mypage: no type, 300 bytes, 8 attempts: TypeError: x is no function',
        '45 found, page 1 of 3. In all: 45 of mypage.',
      ]);
      assert.equal((await type(deadCommand, {}, { ...page, total: 0 })).text, 'There are no dead letters.');
    });

    it('shows one with its message', async () => {
      const { text, asked } = await type(deadCommand, { what: 'show', id: '42' }, { ...letter, message: '{"id":' });
      assert.deepEqual(asked, [{ action: 'operations.deadLetters.get', params: { id: '42' } }]);
      assert.equal(text, `${shown}TypeError: x is no function\n{"id":`);
    });

    const selections: Record<string, readonly [Record<string, string>, object]> = {
      'one by its id': [{ id: '42' }, { id: '42' }],
      'those that fit': [
        { consumer: 'mypage', type: 'a.b', after: 'T1', before: 'T2' },
        { consumer: 'mypage', type: 'a.b', after: 'T1', before: 'T2' },
      ],
      'all of them': [{ all: 'true' }, { all: true }],
    };
    for (const [which, [args, params]] of Object.entries(selections))
      it(`tries ${which} again, or drops them`, async () => {
        const retried = await type(deadCommand, { what: 'retry', ...args }, { retried: 2 });
        assert.deepEqual(retried.asked, [{ action: 'operations.deadLetters.retry', params }]);
        assert.match(retried.text, /^2 handed to their consumers again/);
        const discarded = await type(deadCommand, { what: 'discard', ...args }, { discarded: 2 });
        assert.deepEqual(discarded.asked, [{ action: 'operations.deadLetters.discard', params }]);
        assert.equal(discarded.text, '2 discarded.');
      });

    it('asks nothing, and tells what can be said, when it is not told which', async () => {
      const unclear: Record<string, string>[] = [
        { what: 'retry' },
        { what: 'discard' },
        { what: 'show' },
        { what: 'list', id: '1' },
        { what: 'help' },
      ];
      for (const args of unclear) {
        const { text, asked } = await type(deadCommand, args, undefined);
        assert.deepEqual(asked, []);
        assert.match(text, /^Say one of:\n {2}dead /);
      }
    });
  });

  describe('adds who gets in', () => {
    const [account, client, rotateKeys] = identityCommands as [Command, Command, Command];

    it('a person, as a member unless it says otherwise, and tells the password', async () => {
      const { asked, text } = await type(account, { id: 'kim' }, { id: 'kim', role: 'member', password: 'made' });
      assert.deepEqual(asked, [{ action: 'identity.register', params: { id: 'kim', role: 'member' } }]);
      assert.equal(text, 'kim can sign in as member, with the password made. It is shown this once.');
    });

    it('another system, as a librarian unless it says otherwise, and tells the secret', async () => {
      const answer = { id: 'kiosk', role: 'admin', secret: 'made' };
      const { asked, text } = await type(client, { id: 'kiosk', role: 'admin' }, answer);
      assert.deepEqual(asked, [{ action: 'identity.addClient', params: { id: 'kiosk', role: 'admin' } }]);
      assert.equal(text, 'kiosk gets tokens as admin, with the secret made. It is shown this once.');
    });

    it('with keys that can be new', async () => {
      const { asked, text } = await type(rotateKeys, {}, { signing: 'b', next: 'c', old: ['a'] });
      assert.deepEqual(asked, [{ action: 'identity.rotateKeys', params: {} }]);
      assert.equal(text, 'Tokens are signed with key b; 1 older ones verify until their tokens end.');
    });
  });

  it('says of an error its type and detail, and never where it was thrown', () => {
    const error = (more: object) => Object.assign(new Error('It is returned.'), more);
    assert.equal(
      describeError(error({ type: 'rental-state', data: { kind: 'conflict', state: 'returned' } })),
      'rental-state: It is returned. (state: returned)',
    );
    assert.equal(
      describeError(error({ type: 'VALIDATION_ERROR', data: [{ message: 'One.' }, { message: 'Two.' }] })),
      'VALIDATION_ERROR: One. Two.',
    );
    assert.equal(describeError(new TypeError('x is no function')), 'TypeError: x is no function');
  });
});
