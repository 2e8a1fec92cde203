import type { Collection } from 'mongodb';
import type { Range } from '../collection.ts';
import type { RecordDocument } from './document.ts';

/** How many documents have a value at the path in each of the ranges, which ascend and do not overlap. */
export async function countIn(
  documents: Collection<RecordDocument>,
  path: string,
  ranges: readonly Range[],
  timeLimit: { readonly maxTimeMS: number },
): Promise<number[]> {
  if (ranges.length === 0) return [];
  const counting = documents.aggregate<{ readonly _id: string; readonly count: number }>(
    [
      { $match: { $or: ranges.map(([$gte, $lt]) => ({ [path]: { $gte, $lt } })) } },
      { $bucket: { groupBy: `$${path}`, boundaries: [...new Set(ranges.flat())] } },
    ],
    timeLimit,
  );
  const counts = new Map((await counting.toArray()).map(({ _id, count }) => [_id, count]));
  return ranges.map(([from]) => counts.get(from) ?? 0);
}
