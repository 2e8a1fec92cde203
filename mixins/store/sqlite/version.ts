import { DatabaseSync } from 'node:sqlite';

/**
 * SQLite before 3.51.3 can corrupt a file when its WAL is reset (https://sqlite.org/wal.html#walresetbug).
 * @throws when the runtime carries such a version
 */
export function refuseOldSqlite(version = runtimeVersion()): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major * 1_000_000 + minor * 1_000 + patch < 3_051_003)
    throw new Error(
      `SQLite ${version} has the WAL-reset bug: use a runtime with 3.51.3 or newer (Node 24.21, Deno 2.9)`,
    );
}

function runtimeVersion(): string {
  const database = new DatabaseSync(':memory:');
  const row = database.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  database.close();
  return row.version;
}
