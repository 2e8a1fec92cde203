/** `npm run outage`: takes NATS away from a system in use, brings it back, and tells what came of it. */
import { layouts } from '../test/support/outage.system.ts';
import { type OutageReport, outage } from '../test/support/outage.ts';
import { readLine, runTool, UsageError, wholeNumber } from './usage.ts';

const usage = `Usage: npm run outage -- [options]

  --seconds N     how long NATS is away (default 60)
  --layout NAME   together: gateway, rental and payment share a process, and take reservations without NATS (default);
                  apart: each service has its own, and reserving waits for NATS
  --frozen        NATS keeps its connections and says nothing; otherwise it is killed
  --clients N     members who use the system meanwhile (default 8)
  --pause MS      between two requests of a member (default 50)`;

const options = {
  seconds: { type: 'string', default: '60' },
  layout: { type: 'string', default: 'together' },
  frozen: { type: 'boolean', default: false },
  clients: { type: 'string', default: '8' },
  pause: { type: 'string', default: '50' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

await runTool(usage, async () => {
  const { values } = readLine({ options });
  if (values.help) console.log(usage);
  if (values.help) return 0;
  const { layout } = values;
  if (!Object.hasOwn(layouts, layout)) throw new UsageError(`There is no layout ${layout}.`);
  const report = await outage({
    layout: layout as keyof typeof layouts,
    nats: values.frozen ? 'frozen' : 'killed',
    seconds: wholeNumber('seconds', values.seconds, 1, 3_600),
    clients: wholeNumber('clients', values.clients, 1, 1_000),
    pauseMs: wholeNumber('pause', values.pause, 0, 60_000),
    tell: console.log,
  });
  console.log(told(report));
  return isGood(report) ? 0 : 1;
});

function isGood({ throughAfter, disordered, stale }: OutageReport): boolean {
  return throughAfter <= 10_000 && disordered.length + stale.length === 0;
}

function told(report: OutageReport): string {
  const { during, waiting, acceptedAfter, throughAfter, disordered, stale, events } = report;
  const rows = [
    ['while it was away', `${during.requests} requests, ${during.rentals} reservations`],
    ['', `${during.failures.length} turned away, the longest wait was ${Math.round(during.slowest)} ms`],
    ['events that waited', String(waiting)],
    ['first reservation', `${acceptedAfter} ms after its return`],
    ['everything through', `${throughAfter} ms after its return (at most 10000)`],
    ['events in the streams', `${events}, ${disordered.length} aggregates out of order`],
    ['rows of my page', `${stale.length} behind their rentals`],
    ...[...disordered, ...stale].map((what) => ['', what]),
  ];
  return rows.map(([name = '', text]) => `  ${name.padEnd(24)}${text}`).join('\n');
}
