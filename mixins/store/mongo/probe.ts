import { type Collection, type Document, MongoServerError } from 'mongodb';
import type { Log } from '../../log.ts';
import { StoreUnavailable } from '../unavailable.ts';
import { WriteProbe } from '../write-probe.ts';

/** What the probe needs of a database. */
interface ProbedDatabase {
  readonly name: string;
  readonly log: Log;
  readonly limit: { readonly maxTimeMS: number };
  collection<Kept extends Document>(name: string): Collection<Kept>;
  run(work: () => Promise<unknown>): Promise<unknown>;
}

interface ProbeDocument {
  readonly _id: 'probe';
  readonly at: number;
}

/** A real write to a database, in a document that is always the same. */
export function mongoProbe(database: ProbedDatabase): WriteProbe {
  const documents = database.collection<ProbeDocument>('probe');
  return new WriteProbe({
    name: database.name,
    kind: 'MongoDB',
    log: database.log,
    write: () =>
      database.run(() =>
        documents.updateOne({ _id: 'probe' }, { $set: { at: Date.now() } }, { ...database.limit, upsert: true }),
      ),
    explain,
  });
}

/** Codes of servers that are not, or no longer, the primary. */
const readOnly = new Set([189, 10058, 10107, 11602, 13435, 13436]);

/** By the server's code. */
function explain(error: unknown): string {
  const cause = error instanceof StoreUnavailable ? error.cause : error;
  if (!(cause instanceof MongoServerError)) return 'it does not answer';
  const code = Number(cause.code);
  if (code === 14031) return 'its disk is full';
  if (readOnly.has(code)) return 'it can only be read';
  return code === 13 ? 'its user may not write' : 'it refuses writes';
}
