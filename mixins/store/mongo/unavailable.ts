import {
  MongoCompatibilityError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  MongoWriteConcernError,
} from 'mongodb';

/**
 * Codes of errors that say that the server cannot serve now, and that the same statement can succeed later: it cannot
 * reach others (6, 7, 89, 9001), is shutting down (91, 11600), is no longer the primary (189, 10058, 10107, 11602,
 * 13435, 13436), took too long or was not acknowledged by enough (24, 46, 50, 64, 262), met another write or a change
 * of the collection (43, 112, 175, 237), or has no room: on its disk (14031), or in a record that carries too many
 * pending events (10334, 17419, 17420).
 * https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml
 */
const passing = new Set([
  6, 7, 24, 43, 46, 50, 64, 89, 91, 112, 175, 189, 237, 262, 9001, 10058, 10107, 11600, 11602, 13435, 10334, 13436,
  14031, 17419, 17420,
]);

/**
 * Errors of a socket that the other side has left. The driver makes them its own, but for one that meets a write which
 * waits for room: that one comes through as it is.
 */
const broken = new Set(['EPIPE', 'ECONNRESET', 'ETIMEDOUT']);

/** Is the server at fault, or the way to it? */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Error && 'code' in error && broken.has(String(error.code))) return true;
  if (error instanceof MongoServerSelectionError) return !isIncompatible(error);
  if (error instanceof MongoNetworkError || error instanceof MongoTopologyClosedError) return true;
  if (error instanceof MongoWriteConcernError) return true;
  return error instanceof MongoServerError && passing.has(Number(error.code));
}

/** A server that is too old is found, but not taken. */
function isIncompatible({ cause }: Error): boolean {
  return cause instanceof MongoCompatibilityError;
}

/** Two have written a record for the first time at once; the other one was first. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === 11000;
}
