/** Names that stores use for tables of their own. */
const reserved = new Set(['outbox', 'schema', 'schema_version', 'probe']);
/** PostgreSQL cuts longer names off, and two services could then share a schema. */
const longestName = 63;
/** A rebuilt view adds up to 6 characters to it, and an index a dot and its field. */
const longestCollection = 32;

/**
 * The name of a service's collection among those of all services. It can be taken apart again: the name of a service
 * has no slash, that of a collection neither slash nor dot.
 * @throws when one of the names could be taken for another's
 */
export function tableOf(service: string, collection: string): string {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(service) || service.length > longestName)
    throw new Error(
      `"${service}" cannot keep records: a service's name has letters, digits, "_", "-" and dots, ${longestName} at most.`,
    );
  const isName = /^[A-Za-z][A-Za-z0-9_]*$/.test(collection) && !collection.includes('__');
  if (!isName || collection.length > longestCollection)
    throw new Error(
      `${service} cannot keep "${collection}": a collection's name has letters, digits and single "_", ${longestCollection} at most.`,
    );
  if (reserved.has(collection.toLowerCase()))
    throw new Error(`${service} cannot keep "${collection}": stores have a table of that name themselves.`);
  return `${service}/${collection}`;
}

/** The collections that are open in this process, each once. */
export class OpenTables {
  private readonly names = new Set<string>();

  /**
   * Letter case does not tell tables apart, since SQLite and some file systems ignore it.
   * @throws when the collection is open already: two services with one name would share its records
   */
  add(service: string, collection: string): void {
    const name = tableOf(service, collection);
    if (this.names.has(name.toLowerCase()))
      throw new Error(
        `The table ${name} is open already: a collection has one service, which opens it once. Give the second service another name.`,
      );
    this.names.add(name.toLowerCase());
  }

  /** The service has stopped: another one of its name may take its place. */
  release(service: string): void {
    for (const name of this.names) if (name.startsWith(`${service.toLowerCase()}/`)) this.names.delete(name);
  }
}
