import { useSignal } from '@preact/signals';
import { phoneRule } from '../../mixins/sealing/personal.ts';
import { type ProductView, qtyRule } from '../../services/store/product/product.contract.ts';
import { won } from '../kit/language/format.ts';
import { tell } from '../kit/notice/notice.ts';
import { Dialog } from '../kit/shell/dialog.tsx';
import { contactBefore, keepContact } from './contact.ts';
import { say } from './language/language.ts';
import { reserve } from './wishes.ts';

interface ReservingProps {
  readonly product: ProductView;
  readonly onClose: () => void;
  /** It is reserved, or refused. */
  readonly onDone: () => Promise<void>;
}

/** Asks how many pieces a customer wants and whom to call, says what they cost, and reserves them. */
export function Reserving({ product, onClose, onDone }: ReservingProps) {
  const words = say.value.products;
  const { productName, productPrice, productQty } = product;
  const qty = useSignal(1);
  const total = won(productPrice * Math.max(qty.value || 0, 0));
  const before = contactBefore();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(fields.get(name)).trim();
    const contact = { customerName: text('customerName'), customerPhone: text('customerPhone') };
    keepContact(contact);
    onClose();
    const reserved = await reserve(product, qty.value, contact);
    if (reserved) {
      const link = { href: '/app/store/mine', name: words.seeMine };
      tell(words.reserved(productName, reserved.qty, won(reserved.totalPrice)), 'done', { link });
    }
    await onDone();
  };
  return (
    <Dialog title={words.reserveWhat(productName)} onClose={onClose}>
      <form autocomplete="off" onSubmit={(event) => void submit(event)}>
        <p>
          {words.each(won(productPrice))} · {words.left(productQty)}
        </p>
        <label>
          {words.qty}
          <input
            type="number"
            name="qty"
            required
            autofocus
            min={1}
            max={Math.min(productQty, qtyRule.max)}
            defaultValue="1"
            onInput={({ currentTarget }) => {
              qty.value = currentTarget.valueAsNumber;
            }}
          />
        </label>
        <label>
          {words.name}
          <input
            name="customerName"
            required
            maxLength={100}
            pattern=".*\S.*"
            autocomplete="off"
            defaultValue={before?.customerName ?? ''}
          />
        </label>
        <label>
          {words.phone}
          <input
            name="customerPhone"
            type="tel"
            required
            maxLength={phoneRule.max}
            pattern={phoneRule.pattern.source}
            placeholder="010-1234-5678"
            title={words.phoneRule}
            autocomplete="off"
            defaultValue={before?.customerPhone ?? ''}
          />
        </label>
        <p class="soft small">{words.privacy}</p>
        <button type="submit">{words.pay(total)}</button>
      </form>
    </Dialog>
  );
}
