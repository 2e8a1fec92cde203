/** Milliseconds after which nodes that have met know what each listens to. */
const usualSettlingMs = 1_000;

/** Moleculer's `$node.connected`. */
export interface NodeConnected {
  readonly node: { readonly services: readonly { readonly name: string }[] };
}

/**
 * A node with a live view may have told of changes before it knew this one: who reads them looks anew, once, as soon as
 * the nodes have settled.
 */
export class Newcomers {
  private readonly views: readonly string[];
  private readonly lookAnew: () => void;
  private readonly settlingMs: number;
  private settling: NodeJS.Timeout | undefined;

  /** `views`: the services whose changes are read here. */
  constructor(views: readonly string[], lookAnew: () => void, settlingMs = usualSettlingMs) {
    this.views = views;
    this.lookAnew = lookAnew;
    this.settlingMs = settlingMs;
  }

  met({ node }: NodeConnected): void {
    if (!node.services.some(({ name }) => this.views.includes(name))) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(this.lookAnew, this.settlingMs).unref();
  }

  end(): void {
    clearTimeout(this.settling);
  }
}
