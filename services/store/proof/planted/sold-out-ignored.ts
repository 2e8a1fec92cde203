/** A product does not look whether there are pieces left. */

import { replace } from '../../../../mixins/seam.ts';
import { type Product, type ProductCommand, product } from '../../product/product.ts';

replace<[ProductCommand, Product], ReturnType<typeof product.decide>>(
  product,
  'decide',
  (decide) => (command, state) => {
    if (command.type !== 'take') return decide(command, state);
    return decide(command, { ...state, stock: { ...state.stock, limit: Number.MAX_SAFE_INTEGER } });
  },
);
