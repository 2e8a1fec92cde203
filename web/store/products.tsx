import { useSignal } from '@preact/signals';
import type { ProductView } from '../../services/store/product/product.contract.ts';
import { won } from '../kit/language/format.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Progress } from '../kit/outbox/progress.tsx';
import { known } from '../kit/session/asking.ts';
import { useHeading } from '../kit/shell/page.ts';
import { useProducts } from './all-products.ts';
import { Asked } from './asked.tsx';
import { say } from './language/language.ts';
import { Left } from './left.tsx';
import { Reserving } from './reserving.tsx';

/** Products with their price and what is left: a customer reserves pieces of one. */
export default function Products() {
  const words = say.value.products;
  const heading = useHeading(say.value.pages.products);
  const [{ value: polled }, look] = useProducts();
  return (
    <>
      <h1 {...heading}>{say.value.pages.products}</h1>
      <p class="soft">{words.about}</p>
      <Asked polled={polled} count={({ length }) => words.count(length)} />
      <ul class="stack">
        {polled.body?.map((product) => (
          <Product key={product.id} product={product} onDone={look} />
        ))}
      </ul>
    </>
  );
}

function Product({ product, onDone }: { readonly product: ProductView; readonly onDone: () => Promise<void> }) {
  const words = say.value.products;
  const { id, productName, productPrice, productQty } = product;
  // The product as it was when the customer began: its price does not change under their hands.
  const offered = useSignal<ProductView | undefined>(undefined);
  const pending = pendingAbout(`product:${id}`);
  const begin = async () => {
    if (await known()) offered.value = product;
  };
  return (
    <li class="card stack" data-part={`product:${id}`} tabIndex={-1}>
      <div class="heading">
        <h2>{productName}</h2>
        <Left pieces={productQty} />
      </div>
      <div class="heading">
        <p>{words.each(won(productPrice))}</p>
        <button
          type="button"
          disabled={productQty === 0 || pending !== undefined}
          aria-label={words.reserveWhat(productName)}
          onClick={() => void begin()}
        >
          {words.reserve}
        </button>
      </div>
      {offered.value && (
        <Reserving
          product={offered.value}
          onClose={() => {
            offered.value = undefined;
          }}
          onDone={onDone}
        />
      )}
      {pending && <Progress of={pending} />}
    </li>
  );
}
