import { useEffect } from 'preact/hooks';
import { clock } from '../../kit/language/format.ts';
import { say } from '../language/language.ts';
import { findings, refresh } from './findings.ts';

/** Milliseconds between two looks at the rows that are shown. */
const period = 2_000;

/** Keeps the shown rows as they are now, and says when they were read last. */
export function Live() {
  const words = say.value.desk.live;
  useEffect(() => {
    const closing = new AbortController();
    void keepFresh(closing.signal);
    return () => closing.abort();
  }, []);
  const { readAt = 0, isOld = false } = findings.value ?? {};
  return (
    <p class={isOld ? 'failure small' : 'soft small'} data-live={isOld ? 'lost' : 'live'}>
      {isOld ? words.lost(clock(readAt)) : words.live(clock(readAt))}
    </p>
  );
}

/** One look after the other, so that slow answers do not pile up. */
async function keepFresh(closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    await new Promise((resolve) => setTimeout(resolve, period));
    if (!closing.aborted && document.visibilityState === 'visible') await refresh();
  }
}
