import process from 'node:process';

/** Milliseconds within which signals are one: npm passes on what the terminal has sent to all already. */
const oneSignal = 300;

/** Calls `first` at the first SIGINT or SIGTERM, and `again` at each that is sent after it. */
export function onSignal(first: () => void, again: () => void): void {
  let since: number | undefined;
  const received = () => {
    if (since === undefined) {
      since = performance.now();
      first();
    } else if (performance.now() - since > oneSignal) again();
  };
  process.on('SIGINT', received);
  process.on('SIGTERM', received);
}
