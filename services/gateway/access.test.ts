import assert from 'node:assert/strict';
import { readTable } from '../../test/support/table.ts';
import type { Role } from '../identity/identity.contract.ts';
import { scopeOf } from './access.ts';
import { accessNameOf, routes } from './routes.ts';

describe('Who may do what', () => {
  const table = readTable(`
    what                     nobody  member  librarian  admin
    index                    all     all     all        all
    docs                     all     all     all        all
    openapi                  all     all     all        all
    asyncapi                 all     all     all        all
    live                     all     all     all        all
    ready                    all     all     all        all
    docs                     all     all     all        all
    openapi                  all     all     all        all
    asyncapi                 all     all     all        all
    book.list                all     all     all        all
    book.get                 all     all     all        all
    book.catalogueMany       no      no      all        all
    book.withdraw            no      no      all        all
    book.waitlist            no      no      all        all
    rental.terms             all     all     all        all
    rental.reserve           no      own     all        all
    rental.transition        no      own     all        all
    rental.get               no      own     all        all
    rental.list              no      no      all        all
    payment.get              no      own     all        all
    payment.list             no      no      all        all
    mypage.get               no      own     all        all
    mypage.list              no      own     all        all
    history.get              no      own     all        all
    history.story            no      no      no         all
    operations.system        no      no      no         all
    identity.register        no      no      no         all
    identity.change          no      no      no         all
    identity.get             no      no      no         all
    identity.list            no      no      no         all
    identity.addClient       no      no      no         all
    identity.listClients     no      no      no         all
    identity.changeClient    no      no      no         all
    identity.rotateKeys      no      no      no         all
    payment.sandbox          no      no      no         all
    what.nobody.thought.of   no      no      no         all
    constructor              no      no      no         all
  `);

  for (const [what, expected] of table)
    it(`${what}: ${Object.entries(expected)
      .map(([who, scope]) => `${who} ${scope}`)
      .join(', ')}`, () => {
      const found = Object.keys(expected).map((who) => [
        who,
        scopeOf(what, who === 'nobody' ? undefined : { role: who as Role }),
      ]);
      assert.deepEqual(Object.fromEntries(found), expected);
    });

  it('is said here of every path there is, but for those under /admin', () => {
    const open = routes.filter(({ path }) => !path.startsWith('/admin/'));
    for (const route of open) assert.ok(table.has(accessNameOf(route)), route.path);
  });

  it('leaves everything under /admin to admins', () => {
    const names = routes.filter(({ path }) => path.startsWith('/admin/')).map(accessNameOf);
    assert.ok(names.length > 0);
    for (const name of names) assert.equal(scopeOf(name, { role: 'librarian' }), 'no', name);
  });
});
