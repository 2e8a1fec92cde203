import { createReadStream } from 'node:fs';
import { importCatalogue } from './import.ts';
import type { Catalogue } from './port.ts';
import type { ImportSummary } from './summary.ts';

/** 500 real titles that ship with Yeyak; `data/samples/README.md` says where they come from. */
export const sampleFile = new URL('../../../../data/samples/goodbooks-500.csv', import.meta.url);

/** Loads the sample titles; loading them again changes nothing. */
export function loadSamples(catalogue: Catalogue): Promise<ImportSummary> {
  return importCatalogue(createReadStream(sampleFile), catalogue);
}
