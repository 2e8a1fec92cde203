import type { Context } from 'moleculer';
import { Archive } from '../../mixins/archive/archive.ts';
import type { Envelope } from '../../mixins/kernel/event.ts';
import { contextOf } from '../../mixins/outbox/message.ts';
import { runtimeOf } from '../../mixins/runtime.ts';
import { defineService, keeps } from '../../mixins/schema.ts';
import { settingsOf } from '../../mixins/settings.ts';
import { archiveVariables } from './archive.variables.ts';

/** So many that one write, with its fsync, is for many. */
const maxInFlight = 1_024;
const megabyte = 1024 ** 2;

const channel = {
  maxInFlight,
  unordered: true,
  handler(this: Keeping, ctx: Context<Envelope>): Promise<void> {
    return this.archive.keep([ctx.params]);
  },
  handleAll(this: Keeping, events: readonly Envelope[]): Promise<void> {
    return this.archive.keep(events);
  },
};

/** Keeps the events of all systems as files, when ARCHIVE_DIR says where. It joins by subscribing: nobody calls it. */
export default defineService({
  name: 'archive',
  mixins: [keeps<{ archive: Archive; notice: string }>()],

  merged(schema: { channels?: object }) {
    if (settingsOf(this.broker, archiveVariables).ARCHIVE_DIR === undefined) return;
    const types = runtimeOf(this.broker).systems.flatMap(({ events }) => Object.keys(events));
    const contexts = new Set(types.map(contextOf));
    schema.channels = Object.fromEntries(Array.from(contexts, (context) => [`${context}.>`, channel]));
  },

  created() {
    const { ARCHIVE_DIR: folder, ARCHIVE_LIMIT_MB, ARCHIVE_FILE_MB } = settingsOf(this.broker, archiveVariables);
    const { NATS_URL } = runtimeOf(this.broker).settings;
    if (folder !== undefined)
      this.archive = new Archive({
        folder,
        limitBytes: ARCHIVE_LIMIT_MB * megabyte,
        partBytes: ARCHIVE_FILE_MB * megabyte,
      });
    else if (NATS_URL !== undefined) this.notice = 'ARCHIVE_DIR is not set: events are not archived.';
  },

  async stopped() {
    await this.archive?.close();
  },

  actions: {
    ready: {
      params: { $$strict: true },
      async handler() {
        const fault = await this.archive?.fault();
        return fault === undefined ? {} : { fault };
      },
    },
  },
});

interface Keeping {
  readonly archive: Archive;
}
