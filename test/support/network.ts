import { Transporters } from 'moleculer';

/** Moleculer's network within a process, where nodes wait no half second for others to say who they are. */
export class Network extends Transporters.Fake {
  override onConnected(wasReconnect?: boolean): Promise<void> {
    const transit = this.transit as unknown as { Promise: PromiseConstructor };
    const usual = transit.Promise;
    transit.Promise = Prompt;
    try {
      return super.onConnected(wasReconnect);
    } finally {
      transit.Promise = usual;
    }
  }
}

/** What Moleculer adds to all promises, cut short. */
class Prompt<Value> extends Promise<Value> {
  async delay(milliseconds: number): Promise<Value> {
    const value = await this;
    await new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 100)));
    return value;
  }
}
