import type { Command } from './command.ts';

/** Makes a view anew from the events, while it serves. */
export const replayCommand: Command = {
  command: 'replay <view>',
  description: 'Makes a view anew from the events: replay mypage',
  async run(call, { view = '' }) {
    const { rows, differences, milliseconds } = await call<Rebuilt>(`${view}.rebuild`, {});
    return `${view} is made anew from the events: ${rows} rows, ${differences} different from before, ${milliseconds} ms.`;
  },
};

interface Rebuilt {
  readonly rows: number;
  readonly differences: number;
  readonly milliseconds: number;
}
