import { joinedUntil } from './joined.ts';
import { Market } from './market.client.ts';

/** Tells a scenario of a market in both its scales, each started once for all that is told. */
export function eachMarket(settings: Readonly<Record<string, string>>, tell: (market: () => Market) => void): void {
  for (const scale of ['in one process', 'over NATS'] as const)
    describe(scale, function () {
      this.timeout(180_000);
      const joined = joinedUntil(after, ['market', 'registration'], { SANDBOX: 'on', ...settings });
      let market: Market;
      before(async () => {
        const start =
          scale === 'over NATS' ? joined.overNats('kakao', 'market', 'registration') : joined.inOneProcess();
        market = new Market((await start).url);
        await market.isOpen();
      });
      tell(() => market);
    });
}
