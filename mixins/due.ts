/**
 * Milliseconds that a deadline of ours can be ahead at most, with a margin: the settings allow 80 minutes. One that is
 * further ahead was set while the clock was, and counts as past: nobody waits until the clock has caught up with it.
 */
export const furthestAhead = 2 * 60 * 60 * 1_000;
