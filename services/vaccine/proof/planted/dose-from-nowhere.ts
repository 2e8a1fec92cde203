/** The stock gives doses of a vaccine that it never had. */

import { replace } from '../../../../mixins/seam.ts';
import { type Stock, type StockCommand, stock } from '../../stock/stock.ts';

replace<[StockCommand, Stock], ReturnType<typeof stock.decide>>(stock, 'decide', (decide) => (command, state) => {
  const doses = command.type === 'draw' ? { Janssen: 1 } : state.doses;
  return decide(command, { ...state, doses });
});
