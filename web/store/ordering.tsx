import { orderFields, type ProductView } from '../../services/store/product/product.contract.ts';
import { tell } from '../kit/notice/notice.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Progress } from '../kit/outbox/progress.tsx';
import { say } from './language/language.ts';
import { orderStock, stockOf } from './wishes.ts';

interface OrderingProps {
  /** Without it, the manager names another one. */
  readonly product?: ProductView;
  readonly onDone: () => Promise<void>;
}

/** A form that orders pieces of a product from the supplier, and says what one costs from now on. */
export function Ordering({ product, onDone }: OrderingProps) {
  const words = say.value.stock;
  const pending = pendingAbout(stockOf(product?.id));
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const productName = product?.productName ?? String(fields.get('productName')).trim();
    const terms = { productPrice: Number(fields.get('productPrice')), productQty: Number(fields.get('productQty')) };
    const ordered = await orderStock({ ...(product && { productId: product.id }), productName, ...terms });
    if (ordered) {
      tell(words.ordered(productName, terms.productQty));
      form.reset();
    }
    await onDone();
  };
  const { productName: named, productPrice: priced, productQty: pieces } = orderFields;
  return (
    <div class="lines">
      <form
        class="finder wraps"
        aria-label={product ? words.orderOf(product.productName) : words.another}
        onSubmit={(event) => void submit(event)}
      >
        {!product && (
          <label>
            {words.name}
            <input name="productName" required maxLength={named.max} pattern=".*\S.*" />
          </label>
        )}
        <label>
          {words.price}
          <input
            name="productPrice"
            type="number"
            required
            min={priced.min}
            max={priced.max}
            defaultValue={product ? String(product.productPrice) : ''}
          />
        </label>
        <label>
          {words.qty}
          <input name="productQty" type="number" required min={pieces.min} max={pieces.max} />
        </label>
        <button
          type="submit"
          disabled={pending !== undefined}
          aria-label={product && words.orderWhat(product.productName)}
        >
          {words.order}
        </button>
      </form>
      {pending && <Progress of={pending} />}
    </div>
  );
}
