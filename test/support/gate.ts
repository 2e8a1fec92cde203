/** Holds whoever passes until it is opened. */
export class Gate {
  private release = () => {};
  private readonly opened = new Promise<void>((resolve) => {
    this.release = resolve;
  });

  pass(): Promise<void> {
    return this.opened;
  }

  open(): void {
    this.release();
  }
}
