/** Where a bus or a store tells what happens to it; Moleculer's logger is one. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export const silent: Log = { info() {}, warn() {}, error() {} };
