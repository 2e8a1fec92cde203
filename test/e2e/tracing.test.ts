import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '../support/otlp-receiver.ts';
import { isReady } from '../support/readiness.ts';
import { type Script, scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

/** Milliseconds that a start has, on a machine that is busy. */
const patience = 60_000;
/** As a client sends it: the correlation id of all that follows. */
const requestId = '0af76519-16cd-43dd-8448-eb211c80319c';

describe('Traces of OpenTelemetry', function () {
  this.timeout(240_000);
  const run = scripts();
  const newDir = useTempDirs();
  let receiver: OtlpReceiver;
  let nats: Nats | undefined;
  beforeEach(async () => {
    receiver = await startOtlpReceiver();
  });
  afterEach(async () => {
    await receiver.stop();
    await nats?.stop();
    nats = undefined;
  });

  /** Reserves, and waits for the spans that must be there. */
  async function reservedIn(url: string): Promise<readonly ReceivedSpan[]> {
    const send = (method: string, path: string, body: object) =>
      fetch(url + path, {
        method,
        headers: { 'content-type': 'application/json', 'x-request-id': requestId },
        body: JSON.stringify(body),
      });
    const titles = [{ id: 'b-1', title: 'One', authors: 'Anon', copies: 1 }];
    assert.equal((await send('PUT', '/books', { titles })).status, 200);
    await eventually(async () => {
      const { status } = await send('POST', '/rentals', { memberId: 'secret-kim', bookId: 'b-1' });
      return status === 201;
    }, patience);
    const ofRequest = () => receiver.spans.filter(({ own }) => own['correlation.id'] === requestId);
    const wanted = ['POST /rentals', 'rental.reserve', 'payment.pay', 'library.rental.reserved', 'library.book.held'];
    await eventually(
      () => wanted.every((name) => ofRequest().some((span) => span.name.includes(name))),
      patience,
    ).catch(() => assert.fail(`of ${wanted}: ${ofRequest().map(({ name }) => name)}`));
    return ofRequest();
  }

  function isOneTrace(spans: readonly ReceivedSpan[]): void {
    for (const { traceId } of spans) assert.equal(traceId, requestId.replaceAll('-', ''));
    const named = (name: string, service?: string) =>
      spans.find((span) => span.name.includes(name) && (service === undefined || span.service === service));
    assert.equal(named("action 'payment.pay'")?.service, 'payment');
    assert.equal(named("action 'rental.reserve'")?.service, 'rental');
    const reserve = named("action 'rental.reserve'");
    assert.equal(named("action 'payment.pay'")?.parentSpanId, reserve?.spanId);
    assert.equal(reserve?.parentSpanId, named('POST /rentals')?.spanId);
    assert.equal(named("event 'library.rental.reserved'", 'book')?.parentSpanId, reserve?.spanId);
    assert.equal(named("event 'library.rental.reserved'", 'mypage')?.kind, 5);
    assert.doesNotMatch(JSON.stringify(spans), /secret-kim/);
  }

  it('join HTTP, calls and events by the correlation id, in one process', async () => {
    const env = { TRACE_TO: receiver.url, DATA_DIR: newDir() };
    const system = run('scripts/start.ts', [], env);
    const [, url = ''] = await system.printed(/runs at (http:\S+), ready/, patience);
    isOneTrace(await reservedIn(url));
  });

  it('join them in a process for each service, and send what is left when one stops', async () => {
    nats = await startNats();
    const env = { NATS_URL: nats.url, DATA_DIR: newDir(), TRACE_TO: receiver.url };
    const start = (...names: string[]) => run('scripts/node.ts', names, env);
    const processes = [start('rental'), start('payment'), start('book', 'mypage'), start('gateway')];
    await Promise.all(processes.map((one) => one.printed(/ runs /, patience)));
    const [, url = ''] = (await processes.at(-1)?.printed(/at (http:\S+?)\.\n/, patience)) ?? [];
    await eventually(() => isReady(url), patience);
    isOneTrace(await reservedIn(url));
    const before = receiver.spans.length;
    await fetch(`${url}/mypages?memberId=secret-kim`);
    await stopped(processes.at(-1));
    const last = receiver.spans.slice(before).filter(({ name }) => name === 'GET /mypages');
    assert.ok(last.length > 0, 'nothing was sent at the end');
  });

  it('are dropped while no collector is there, and nothing fails', async () => {
    await receiver.stop();
    const system = run('scripts/start.ts', [], { TRACE_TO: receiver.url, DATA_DIR: newDir() });
    const [, url = ''] = await system.printed(/runs at (http:\S+), ready/, patience);
    assert.equal((await fetch(`${url}/books`)).status, 200);
    await stopped(system);
    receiver = await startOtlpReceiver();
  });
});

async function stopped(script: Script | undefined): Promise<void> {
  script?.signal('SIGTERM');
  assert.equal(await script?.ended, 0, script?.output);
}
