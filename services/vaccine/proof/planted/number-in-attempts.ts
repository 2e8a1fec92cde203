/** Wrong names are counted under the number itself. */

import { replace } from '../../../../mixins/seam.ts';
import { WrongNames } from '../../user/wrong-names.ts';

type Indexes = { readonly own: string; readonly all: string };

replace<[string, string], Indexes>(
  WrongNames.prototype,
  'indexesOf',
  (indexesOf) =>
    function (this: WrongNames, number, caller) {
      return { ...indexesOf.call(this, number, caller), all: number };
    },
);
