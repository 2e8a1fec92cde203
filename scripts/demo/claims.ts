/** What a demonstration claimed, and whether it was so. */
export class Claims {
  readonly failed: string[] = [];
  /** How many were not so, and do not count. */
  excused = 0;
  private readonly tell: (line: string) => void;

  constructor(tell: (line: string) => void) {
    this.tell = tell;
  }

  /** @param isExcusable whether something from outside may be why it is not so */
  add(what: string, isSo: boolean, isExcusable: boolean): void {
    if (isSo) this.tell(`  ✔ ${what}`);
    else if (isExcusable) {
      this.excused += 1;
      this.tell(`  – ${what}`);
    } else {
      this.failed.push(what);
      this.tell(`  ✖ ${what}`);
    }
  }
}
