import { later, type Timer } from '../../../mixins/waiting/timers.ts';

/** Milliseconds after which nodes that have met know what each listens to. */
const usualSettlingMs = 1_000;

/** Moleculer's `$node.connected`. */
export interface NodeConnected {
  readonly node: { readonly services: readonly { readonly name: string }[] };
}

/**
 * A node with a live view may have sent changes before it knew this gateway: readers are told to read again, once, as soon as
 * the nodes have settled.
 */
export class ViewNodeWatcher {
  private readonly views: readonly string[];
  private readonly refreshReaders: () => void;
  private readonly settlingMs: number;
  private settling: Timer | undefined;

  /** `views`: the services whose changes are read here. */
  constructor(views: readonly string[], refreshReaders: () => void, settlingMs = usualSettlingMs) {
    this.views = views;
    this.refreshReaders = refreshReaders;
    this.settlingMs = settlingMs;
  }

  nodeConnected({ node }: NodeConnected): void {
    if (!node.services.some(({ name }) => this.views.includes(name))) return;
    this.settling?.stop();
    this.settling = later(this.settlingMs, this.refreshReaders);
  }

  end(): void {
    this.settling?.stop();
  }
}
