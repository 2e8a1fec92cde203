import { describeSkipped } from '../../mixins/projection/skipped.ts';
import { type Command, views } from './command.ts';

/** Makes a view anew from the events, while it serves. */
export const replayCommand: Command = {
  command: 'replay <view>',
  description: 'Makes a view anew from the events: replay mypage',
  async run(call, { view = '' }) {
    const known = views.find((one) => one === view);
    if (!known) return `Say a view that there is: replay ${views.join(' | ')}`;
    const { rows, differences, milliseconds, skipped, carriedOver } = await call(`${known}.rebuild`, {});
    const made = `${rows} rows, ${differences} different from before, ${milliseconds} ms.`;
    return [
      `${view} is made anew from the events: ${made}`,
      ...skipped.map((reason) => `Skipped ${describeSkipped(reason)}`),
      ...(carriedOver > 0
        ? [`${carriedOver} rows are as they were before, since their newest events were skipped.`]
        : []),
    ].join('\n');
  },
};
