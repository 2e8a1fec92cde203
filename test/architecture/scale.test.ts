import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { variables } from '../../config/variables.ts';
import { defaultStreamLimits } from '../../mixins/bus/jetstream/streams.ts';

describe('docs/scale.md', () => {
  const document = readFileSync('docs/scale.md', 'utf8');
  const constant = (file: string, name: string) =>
    Number(
      readFileSync(file, 'utf8')
        .match(new RegExp(`const ${name} = ([\\d_]+);`))?.[1]
        ?.replaceAll('_', ''),
    );
  const shown = (value: string | number) => Number(value).toLocaleString('en');

  it('gives the limits that the code has', () => {
    const days = defaultStreamLimits.maxAgeMs / 86_400_000;
    for (const text of [
      `up to ${constant('mixins/actor/mailbox.ts', 'fold')} commands`,
      `${shown(constant('mixins/bus/jetstream/consumer.ts', 'maxAckPending'))} messages not yet acknowledged`,
      `${shown(constant('mixins/store/postgres/database.ts', 'connections'))} connections in each pool`,
      `${shown(constant('services/gateway/stream/reader.ts', 'mostBuffered'))} bytes buffered`,
      `${shown(variables.BULKHEAD_CONCURRENCY.default)} calls of an action`,
      `${shown(variables.BULKHEAD_QUEUE.default)} waiting`,
      `${defaultStreamLimits.maxBytes / 1024 ** 2} MB and ${days} days`,
    ])
      assert.ok(document.includes(text), `docs/scale.md should say "${text}"`);
  });
});
