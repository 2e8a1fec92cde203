/**
 * A hybrid logical clock: its times are those of the machine's clock, in microseconds since the epoch, but never the
 * same twice and never before one that was observed. So a later version of a record has a later time, whatever the
 * clocks of the processes that wrote it say. Kulkarni et al., Logical Physical Clocks, 2014.
 */
export class Clock {
  private last = 0;

  next(): number {
    this.last = Math.max(this.last + 1, Date.now() * 1_000);
    return this.last;
  }

  observe(time: number): void {
    this.last = Math.max(this.last, time);
  }
}
