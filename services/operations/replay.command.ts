import type { ServiceBroker } from 'moleculer';
import type { Command } from '../../mixins/console.ts';
import { callRebuild } from '../../mixins/projection/rebuild.ts';
import { describeSkipped } from '../../mixins/projection/skipped.ts';

/** Rebuilds a view from the events, while it serves. */
export const replayCommand: Command = {
  command: 'replay <view>',
  description: 'Makes a view anew from the events: replay mypage',
  async run(_call, { view = '' }, { broker }) {
    const views = viewsOf(broker);
    if (!views.includes(view)) return `Say a view that there is: replay ${views.join(' | ')}`;
    const rebuilt = await callRebuild(broker, view, 'rebuild', {});
    const { rows, differences, milliseconds, skipped, carriedOver, archived } = rebuilt;
    const made = `${rows} rows, ${differences} different from before, ${milliseconds} ms.`;
    return [
      `${view} is made anew from the events: ${made}`,
      ...(archived === undefined ? [] : [`${archived} events came from the archive.`]),
      ...skipped.map((reason) => `Skipped ${describeSkipped(reason)}`),
      ...(carriedOver > 0
        ? [`${carriedOver} rows are as they were before, since their newest events were skipped.`]
        : []),
    ].join('\n');
  },
};

/** The services that can rebuild their view. */
function viewsOf(broker: ServiceBroker): string[] {
  const actions = broker.registry.getActionList({}).map(({ name }) => name);
  return actions.flatMap((name) => (name.endsWith('.rebuild') ? [name.slice(0, -'.rebuild'.length)] : []));
}
