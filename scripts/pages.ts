import { buildPages } from './pages/build.ts';
import { isBuilt } from './pages/freshness.ts';

/** Builds the pages when their source is newer than what was built. The commands that start a gateway run it first. */
if (!isBuilt()) {
  console.log('Building the pages …');
  const started = performance.now();
  await buildPages();
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
