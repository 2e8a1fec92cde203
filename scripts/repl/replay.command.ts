import type { Command } from './command.ts';

/** Makes a view anew from the events, while it serves. */
export const replayCommand: Command = {
  command: 'replay <view>',
  description: 'Makes a view anew from the events: replay mypage',
  async run(call, { view = '' }) {
    await call(`${view}.rebuild`, {});
    return `${view} is being made anew from the events.`;
  },
};
