import { pause } from '../../../../mixins/waiting/waiting.ts';
import type { SandboxSettings } from '../message.api.contract.ts';
import { NotSent, type Outgoing, type Sender } from './sender.ts';

/** A sender that tells nobody. It acknowledges, fails or refuses, after a delay. */
export class SandboxSender implements Sender {
  readonly kind = 'sandbox';
  settings: SandboxSettings;
  private readonly closing = new AbortController();

  constructor(settings: SandboxSettings) {
    this.settings = settings;
  }

  async send(_message: Outgoing, signal: AbortSignal): Promise<void> {
    const { mode, delayMs } = this.settings;
    const ended = AbortSignal.any([signal, this.closing.signal]);
    if (delayMs > 0) await pause(delayMs, ended);
    ended.throwIfAborted();
    if (mode === 'fail') throw new NotSent('sandbox-fails');
    if (mode === 'reject') throw new NotSent('sandbox-rejects', true);
  }

  /** Fails what it has not acknowledged. */
  close(): void {
    this.closing.abort();
  }
}
