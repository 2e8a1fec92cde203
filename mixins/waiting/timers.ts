/** What is to happen later. Only `keepRunning` keeps a process running. */
export interface Timer {
  /** Nothing happens any more. Calling it again does no harm. */
  stop(): void;
}

/** Does the work once, after these milliseconds, unless it is stopped before. */
export function later(milliseconds: number, work: () => void): Timer {
  const timer = setTimeout(work, milliseconds).unref();
  return { stop: () => clearTimeout(timer) };
}

/** Does the work every so many milliseconds, for the first time when they have passed, until it is stopped. */
export function every(milliseconds: number, work: () => void): Timer {
  const timer = setInterval(work, milliseconds).unref();
  return { stop: () => clearInterval(timer) };
}

const longest = 2 ** 31 - 1;

/** Keeps the process running until it is stopped, even when nothing else is open. */
export function keepRunning(): Timer {
  const timer = setInterval(() => {}, longest);
  return { stop: () => clearInterval(timer) };
}
