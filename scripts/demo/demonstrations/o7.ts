import { join } from 'node:path';
import { filesOf, linesOf } from '../../../mixins/archive/reading.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { type Demo, part } from '../demo.ts';

export const o7: Demo = {
  title: 'Archive: every event is a line in a file that other processes read, though the archive is killed',
  shown: 'the last event only',
  services: ['archive'],
  async play(show) {
    const { stage, seconds, tell, expect } = show;
    const folder = join(stage.folder, 'archive');
    const env = { ARCHIVE_DIR: folder };
    await stage.processes.add('archive-1', env);
    await part(show, 'Everything is archived', { atOnce: 20, seconds, isMain: true }, async () => {
      await eventually(async () => (await filesOf(folder)).length > 0);
      await stage.processes.remove('archive-1', 'SIGKILL');
      tell('  the archive is killed, and started again');
      await stage.processes.add('archive-1', env);
    });
    const wanted = new Set(Array.from(stage.members.accepted.values(), (id) => `${id} library.rental.reserved`));
    let missing = wanted.size;
    let twice = 0;
    await eventually(async () => {
      const seen = new Set<string>();
      const ids: string[] = [];
      for (const file of await filesOf(folder))
        for await (const { event } of linesOf(file)) {
          if (!event) continue;
          ids.push(`${event.source} ${event.id}`);
          seen.add(`${event.subject} ${event.type}`);
        }
      missing = [...wanted].filter((one) => !seen.has(one)).length;
      twice = ids.length - new Set(ids).size;
      return missing === 0;
    }, 30_000).catch(() => {});
    expect(`of ${wanted.size} reservations none is missing in the archive: ${missing}`, missing === 0);
    expect(`no event is there twice: ${twice}`, twice === 0);
  },
};
