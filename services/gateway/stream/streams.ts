import type { ServerResponse } from 'node:http';
import type { LiveView } from '../../../mixins/system.ts';
import { every, type Timer } from '../../../mixins/waiting/timers.ts';
import { ProblemError, problems } from '../problems.ts';
import { Channel } from './channel.ts';
import { Reader } from './reader.ts';

export interface StreamLimits {
  /** Open streams of this gateway. */
  readonly most: number;
  /** Of one member, who may have several windows. */
  readonly mostPerMember: number;
  /** Milliseconds between two heartbeats. */
  readonly beatMs: number;
  /** Milliseconds after which a stream ends: who asks for it again shows again that they may. */
  readonly lifeMs: number;
}

export const defaultStreamLimits: StreamLimits = {
  most: 5_000,
  mostPerMember: 20,
  beatMs: 15_000,
  lifeMs: 10 * 60_000,
};

/** The limits of a live view: what is no member's is read by as many as there are. */
export function limitsOf({ ownerRule }: Pick<LiveView, 'ownerRule'>, limits: StreamLimits): StreamLimits {
  return ownerRule ? { ...limits, mostPerMember: limits.most } : limits;
}

/** Milliseconds that a member's changes are kept after the last reader has gone. */
const rememberedMs = 60_000;

/** A row of a live view. */
export type Row = Readonly<Record<string, unknown>>;

/** The streams of a live view that are open at this gateway, and the changes that they tell. */
export class Streams {
  private readonly limits: StreamLimits;
  private readonly owner: string;
  private readonly channels = new Map<string, Channel>();
  /** Members nobody reads now, and since when (epoch ms). */
  private readonly deserted = new Map<string, number>();
  private readonly timer: Timer;
  private open = 0;

  /** `owner`: the field of a row that says whose it is. */
  constructor(limits: StreamLimits, owner: string) {
    this.limits = limits;
    this.owner = owner;
    this.timer = every(limits.beatMs, () => this.beat(Date.now()));
  }

  /**
   * Turns the response into a stream, which begins behind `position`.
   * @throws ProblemError when there are too many already
   */
  add(response: ServerResponse, memberId: string, position: string | undefined): void {
    if (this.open >= this.limits.most) throw new ProblemError(problems.unavailable());
    const channel = this.channels.get(memberId) ?? new Channel();
    if (channel.readers.size >= this.limits.mostPerMember) throw new ProblemError(problems.tooManyStreams());
    this.channels.set(memberId, channel);
    this.deserted.delete(memberId);
    const reader = new Reader(response, Date.now(), () => channel.refresh());
    reader.send(channel.catchUp(position));
    channel.readers.add(reader);
    this.open += 1;
    response.once('close', () => this.remove(reader, memberId, channel));
  }

  tell(rows: readonly Row[]): void {
    for (const row of rows) this.channels.get(String(row[this.owner]))?.tell(row);
  }

  /** Changes may have been missed: every reader is told to read again. */
  startAnew(): void {
    for (const channel of this.channels.values()) channel.startAnew();
  }

  /** Their readers ask again, here or elsewhere. */
  end(): void {
    this.timer.stop();
    for (const reader of this.readers()) reader.end();
    this.channels.clear();
  }

  /** Whose pages are read. */
  get members(): string[] {
    return [...this.channels].flatMap(([memberId, { readers }]) => (readers.size > 0 ? [memberId] : []));
  }

  get size(): number {
    return this.open;
  }

  private beat(now: number): void {
    for (const reader of this.readers()) {
      if (now - reader.since < this.limits.lifeMs) reader.beat();
      else reader.end();
    }
    for (const [memberId, since] of this.deserted) {
      if (now - since < rememberedMs) break;
      this.deserted.delete(memberId);
      this.channels.delete(memberId);
    }
  }

  private remove(reader: Reader, memberId: string, channel: Channel): void {
    this.open -= 1;
    channel.readers.delete(reader);
    if (channel.readers.size === 0) this.deserted.set(memberId, Date.now());
  }

  private readers(): Reader[] {
    return Array.from(this.channels.values(), ({ readers }) => [...readers]).flat();
  }
}
