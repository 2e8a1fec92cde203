/** The stock gives a dose of a vaccine of which none is left. */

import { replace } from '../../../../mixins/seam.ts';
import { type Stock, type StockCommand, stock } from '../../stock/stock.ts';

replace<[StockCommand, Stock], ReturnType<typeof stock.decide>>(stock, 'decide', (decide) => (command, state) => {
  const doses = command.type === 'draw' ? { ...state.doses, Moderna: 1 } : state.doses;
  return decide(command, { ...state, doses });
});
