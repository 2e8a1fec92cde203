import { pagesHere } from '../config/pages.ts';
import { buildPages } from './pages/build.ts';
import { isBuilt } from './pages/freshness.ts';

/** Builds the pages when their source is newer than what was built. The commands that start a gateway run it first. */
const place = pagesHere();
if (!isBuilt(place.folder)) {
  console.log('Building the pages …');
  const started = performance.now();
  await buildPages(place);
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
