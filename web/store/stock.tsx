import type { ProductView } from '../../services/store/product/product.contract.ts';
import { won } from '../kit/language/format.ts';
import { Gate } from '../kit/session/gate.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { useProducts } from './all-products.ts';
import { Asked } from './asked.tsx';
import { say } from './language/language.ts';
import { Left } from './left.tsx';
import { Ordering } from './ordering.tsx';

/** For the manager: what is there of each product, and orders to the supplier. */
export default function Stock() {
  const heading = useHeading(say.value.pages.stock);
  return (
    <>
      <h1 {...heading}>{say.value.pages.stock}</h1>
      <Gate needs="store.manager" only={say.value.only}>
        <All />
      </Gate>
    </>
  );
}

function All() {
  const words = say.value.stock;
  const [{ value: polled }, look] = useProducts();
  return (
    <>
      <section class="card stack" aria-labelledby="new-product" data-part="stock:" tabIndex={-1}>
        <h2 id="new-product">{words.another}</h2>
        <Ordering onDone={look} />
      </section>
      <Asked polled={polled} count={({ length }) => say.value.products.count(length)} />
      <ul class="stack">
        {polled.body?.map((product) => (
          <Product key={product.id} product={product} onDone={look} />
        ))}
      </ul>
    </>
  );
}

function Product({ product, onDone }: { readonly product: ProductView; readonly onDone: () => Promise<void> }) {
  const words = say.value.stock;
  const { id, productName, productPrice, productQty, reservedQty, orderedQty } = product;
  return (
    <li class="card stack" data-part={`stock:${id}`} tabIndex={-1}>
      <div class="heading">
        <h2>{productName}</h2>
        <Left pieces={productQty} />
      </div>
      <p class="soft">
        {say.value.products.each(won(productPrice))} · {words.reserved(reservedQty)}
        {orderedQty > 0 && ` · ${words.onItsWay(orderedQty)}`}
      </p>
      <Ordering product={product} onDone={onDone} />
    </li>
  );
}
