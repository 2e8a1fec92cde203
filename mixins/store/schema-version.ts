/**
 * The migrations that a store still needs, in order: each brings its schema from one version to the next.
 * A store begins at version 1, and at the newest when it is new.
 * @throws when a newer program has written the store, whose schema this one does not know
 */
export function outstanding<Migration>(
  store: string,
  found: number,
  migrations: readonly Migration[],
): readonly Migration[] {
  const newest = newestVersion(migrations);
  if (found > newest)
    throw new Error(
      `${store} has schema version ${found}, written by a newer Yeyak; this one knows versions up to ${newest}. ` +
        'Start the newer Yeyak, or give this one a store of its own.',
    );
  return migrations.slice(found - 1);
}

export function newestVersion(migrations: readonly unknown[]): number {
  return migrations.length + 1;
}
