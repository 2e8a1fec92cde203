import { say } from './language/language.ts';

/** How many pieces of a product nobody has. */
export function Left({ pieces }: { readonly pieces: number }) {
  const words = say.value.products;
  return (
    <span class={pieces === 0 ? 'badge alert' : 'badge'}>{pieces === 0 ? words.soldOut : words.left(pieces)}</span>
  );
}
