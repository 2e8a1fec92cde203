import assert from 'node:assert/strict';
import { offer } from '../../test/support/offer.ts';
import { readTable } from '../../test/support/table.ts';
import { accessNameOf } from './routes.ts';

const { access, routes } = offer;

describe('Who may do what', () => {
  const table = readTable(`
    what                        nobody  member  kiosk  librarian  admin
    index                       all     all     all    all        all
    docs                        all     all     all    all        all
    openapi                     all     all     all    all        all
    asyncapi                    all     all     all    all        all
    live                        all     all     all    all        all
    ready                       all     all     all    all        all
    docs                        all     all     all    all        all
    openapi                     all     all     all    all        all
    asyncapi                    all     all     all    all        all
    systems                     all     all     all    all        all
    book.list                   all     all     all    all        all
    book.get                    all     all     all    all        all
    book.catalogueMany          no      no      no     all        all
    book.withdraw               no      no      no     all        all
    book.waitlist               no      no      no     all        all
    rental.terms                all     all     all    all        all
    rental.reserve              no      own     no     all        all
    rental.transition           no      own     all    all        all
    rental.transition cancel    no      own     no     all        all
    rental.transition rental    no      own     all    all        all
    rental.transition return    no      own     all    all        all
    rental.transition override  no      no      no     all        all
    rental.get                  no      own     no     all        all
    rental.list                 no      no      no     all        all
    payment.get                 no      own     no     all        all
    payment.list                no      no      no     all        all
    mypage.get                  no      own     no     all        all
    mypage.list                 no      own     no     all        all
    rental.history              no      own     no     all        all
    history.story               no      no      no     no         all
    history.timeline            no      no      no     no         all
    operations.system           no      no      no     no         all
    operations.clock            no      no      no     no         all
    operations.setClock         no      no      no     no         all
    identity.register           no      no      no     no         all
    identity.change             no      no      no     no         all
    identity.get                no      no      no     no         all
    identity.list               no      no      no     no         all
    identity.addClient          no      no      no     no         all
    identity.listClients        no      no      no     no         all
    identity.changeClient       no      no      no     no         all
    identity.rotateKeys         no      no      no     no         all
    payment.sandbox             no      no      no     no         all
    payment.trialBalance        no      no      no     no         all
    screening.hospital.list       all     all     all    all        all
    screening.hospital.get        all     all     all    all        all
    screening.hospital.register   no      no      no     no         all
    screening.hospital.change     no      no      no     no         all
    screening.hospital.delete     no      no      no     no         all
    screening.screening.request   no      own     no     no         all
    screening.screening.change    no      own     no     no         all
    screening.screening.get       no      own     no     no         all
    screening.screening.list      no      own     no     no         all
    screening.screening.history   no      own     no     no         all
    screening.reservation.get     no      own     no     no         all
    screening.reservation.list    no      own     no     no         all
    screening.mypage.get          no      own     no     no         all
    screening.mypage.list         no      own     no     no         all
    market.order.terms            all     all     all    all        all
    market.order.request          no      own     no     no         all
    market.order.cancel           no      own     no     no         all
    market.order.get              no      own     no     no         all
    market.order.list             no      own     no     no         all
    market.order.history          no      own     no     no         all
    market.delivery.get           no      own     no     no         all
    market.delivery.list          no      own     no     no         all
    market.customerview.get       no      own     no     no         all
    market.customerview.list      no      own     no     no         all
    registration.request.ask      no      no      no     no         all
    registration.request.cancel   no      no      no     no         all
    registration.request.get      no      no      no     no         all
    registration.request.list     no      no      no     no         all
    registration.request.history  no      no      no     no         all
    registration.approval.decide  no      no      no     no         all
    registration.approval.get     no      no      no     no         all
    registration.approval.list    no      no      no     no         all
    registration.pubview.get      no      no      no     no         all
    registration.pubview.list     no      no      no     no         all
    vaccine.user.date             all     all     all    all        all
    vaccine.user.reserve          all     all     all    all        all
    vaccine.user.status           all     all     all    all        all
    vaccine.user.cancel           all     all     all    all        all
    vaccine.user.forget           all     all     all    all        all
    vaccine.user.reseal           no      no      no     no         all
    vaccine.calendar.show         no      no      no     no         all
    vaccine.calendar.change       no      no      no     no         all
    vaccine.hospital.inject       no      no      no     no         all
    vaccine.stock.show            no      no      no     no         all
    vaccine.stock.fill            no      no      no     no         all
    vaccine.reservation.list      no      no      no     no         all
    vaccine.reservation.get       no      no      no     no         all
    vaccine.reservation.history   no      no      no     no         all
    vaccine.dashboard.list        no      no      no     no         all
    store.product.order           no      no      no     no         all
    store.product.list            all     all     all    all        all
    store.product.get             all     all     all    all        all
    store.supplier.get            no      no      no     no         all
    store.supplier.list           no      no      no     no         all
    store.reservation.order       no      own     no     no         all
    store.reservation.cancel      no      own     no     no         all
    store.reservation.get         no      own     no     no         all
    store.reservation.list        no      own     no     no         all
    store.reservation.history     no      own     no     no         all
    store.reservation.pickUp      no      no      no     no         all
    store.reservation.contact     no      no      no     no         all
    store.reservation.reseal      no      no      no     no         all
    store.pay.list                no      own     no     no         all
    store.dashboard.list          no      own     no     no         all
    store.dashboard.get           no      own     no     no         all
    kakao.message.write           no      no      no     no         all
    kakao.message.retry           no      no      no     no         all
    kakao.message.get             no      own     no     no         all
    kakao.kakaomsg.get            no      own     no     no         all
    kakao.kakaomsg.list           no      own     no     no         all
    what.nobody.thought.of      no      no      no     no         all
    constructor                 no      no      no     no         all
  `);

  const duties = readTable(`
    what                          market.staff  registration.publisher  registration.reviewer
    market.order.request          all           no                      no
    market.order.list             all           no                      no
    market.order.cancel           all           no                      no
    market.delivery.list          all           no                      no
    market.customerview.list      all           no                      no
    registration.request.ask      no            own                     all
    registration.request.cancel   no            own                     all
    registration.request.list     no            own                     all
    registration.pubview.list     no            own                     all
    registration.approval.decide  no            no                      all
    registration.approval.list    no            no                      all
    registration.approval.get     no            no                      all
  `);

  const staff = readTable(`
    what                         vaccine.staff
    vaccine.user.reseal          no
    vaccine.calendar.show        all
    vaccine.calendar.change      all
    vaccine.hospital.inject      all
    vaccine.stock.show           all
    vaccine.stock.fill           all
    vaccine.reservation.list     all
    vaccine.reservation.get      all
    vaccine.reservation.history  all
    vaccine.dashboard.list       all
  `);

  const managers = readTable(`
    what                       store.manager  market.staff
    store.product.order        all            no
    store.supplier.list        all            no
    store.reservation.order    all            no
    store.reservation.pickUp   all            no
    store.reservation.contact  all            no
    store.reservation.reseal   no             no
    store.pay.list             all            no
    store.dashboard.list       all            no
    store.dashboard.get        all            no
  `);

  for (const [what, expected] of [...table, ...duties, ...staff, ...managers])
    it(`${what}: ${Object.entries(expected)
      .map(([who, scope]) => `${who} ${scope}`)
      .join(', ')}`, () => {
      const found = Object.keys(expected).map((who) => [
        who,
        access.scopeOf(what, who === 'nobody' ? undefined : { role: who as string }),
      ]);
      assert.deepEqual(Object.fromEntries(found), expected);
    });

  it('leaves check-out and return to the desk where there is no self-service, and nothing else', () => {
    const member = { role: 'member' } as const;
    const changed = [...table.keys()].filter(
      (what) => access.scopeOf(what, member) !== access.scopeOf(what, member, false),
    );
    assert.deepEqual(changed, ['rental.transition rental', 'rental.transition return']);
    for (const what of changed) assert.equal(access.scopeOf(what, { role: 'kiosk' }, false), 'all');
  });

  it('is said here of every path there is, but for those under /admin', () => {
    const open = routes.filter(({ path }) => !path.startsWith('/admin/'));
    for (const route of open) assert.ok(table.has(accessNameOf(route)), route.path);
  });

  it('leaves everything under /admin to admins', () => {
    const names = routes.filter(({ path }) => path.startsWith('/admin/')).map(accessNameOf);
    assert.ok(names.length > 0);
    for (const name of names) assert.equal(access.scopeOf(name, { role: 'librarian' }), 'no', name);
  });
});
