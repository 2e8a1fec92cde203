import type { Variables } from '../../mixins/settings/variable.ts';
import { integer, matching } from '../../mixins/settings/variable-types.ts';

export const archiveVariables = {
  ARCHIVE_DIR: {
    kind: matching(/./, 'a path'),
    help: 'Folder of the archive: the service archive keeps every event there as JSON lines, and rebuilds of views read it. Nothing is archived when not set.',
  },
  ARCHIVE_LIMIT_MB: {
    kind: integer(1, 1_073_741_824),
    default: '10240',
    help: 'Size from which on the archive takes no more events, until there is room; they wait in their streams.',
  },
  ARCHIVE_FILE_MB: {
    kind: integer(1, 4_096),
    default: '64',
    help: 'Size of a file of the archive after which the next one begins, within a day.',
  },
} as const satisfies Variables;
