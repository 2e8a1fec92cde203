import { pagesWith } from '../../../config/pages.ts';
import { buildPages } from '../../../scripts/pages/build.ts';
import { isBuilt } from '../../../scripts/pages/freshness.ts';
import { newSystem } from '../system.scales.ts';
import type { System } from '../system.ts';
import { windows } from './windows.ts';

/** A system with its pages, shared by the tests of the pages: it starts with the first of them. */
const library = newSystem.inOneProcess({ BREAKER_MIN_REQUESTS: '1000' });

after(() => library.stop());

/** In a `describe`: the shared system, and windows on its pages. */
export function withPages(tell: (system: System, open: ReturnType<typeof windows>) => void): void {
  before(async function () {
    this.timeout(120_000);
    await ensurePages();
    await library.start();
  });
  afterEach(() => library.restore());
  tell(
    library,
    windows(() => library.url),
  );
}

/** The pages as their source is now: a gateway reads them when it starts. */
export async function ensurePages(): Promise<void> {
  const place = pagesWith();
  if (!isBuilt(place.folder)) await buildPages(place);
}
