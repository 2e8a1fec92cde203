/** The pieces of a reservation that is refunded are not there for others. */

import { replace } from '../../../../mixins/seam.ts';
import { type Product, type ProductCommand, product } from '../../product/product.ts';

replace<[ProductCommand, Product], ReturnType<typeof product.decide>>(
  product,
  'decide',
  (decide) => (command, state) => (command.type === 'restore' ? [] : decide(command, state)),
);
