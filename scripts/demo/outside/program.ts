import type { Answered } from '../../../mixins/trial/answers.ts';
import type { Request } from '../../../mixins/trial/trial.ts';

/** What a program from outside is told to do. */
export interface Load {
  readonly url: string;
  readonly atOnce: number;
  readonly seconds: number;
  /** Of the program's own, for what it reads. */
  readonly folder: string;
  /** What the next member asks for, each of them once. */
  next(): Request;
}

/** A program that puts load on web servers, as others wrote it. */
export interface LoadProgram {
  /** The package of most distributions that brings it. */
  readonly name: string;
  /** Writes what it reads. @returns its arguments */
  prepare(load: Load): readonly string[];
  /** What a line that it prints says of one request. */
  answered(line: string): Omit<Answered, 'said'> | undefined;
  /** How many requests got no answer, of which it printed no line. @param said its report @param failed answers of 400 and above */
  unanswered(said: string, failed: number): number;
}
