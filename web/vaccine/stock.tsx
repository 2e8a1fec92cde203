import type { StockView } from '../../services/vaccine/stock/stock.contract.ts';
import { send } from '../kit/api/http.ts';
import { usePolled } from '../kit/live/polled.ts';
import { explain } from '../kit/notice/explain.ts';
import { tell } from '../kit/notice/notice.ts';
import { Gate } from '../kit/session/gate.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { say } from './language/language.ts';

/** For the staff of the hospital: how many doses there are of each vaccine. */
export default function Stock() {
  const heading = useHeading(say.value.pages.stock);
  return (
    <>
      <h1 {...heading}>{say.value.pages.stock}</h1>
      <Gate needs="vaccine.staff" only={say.value.staff.only}>
        <Vaccines />
      </Gate>
    </>
  );
}

function Vaccines() {
  const words = say.value.stock;
  const [{ value: polled }, look] = usePolled<StockView>('/vaccine/stock');
  return (
    <>
      {!polled.body && <p role="status">{polled.failure ?? say.value.loading}</p>}
      <ul class="stack">
        {polled.body?.vaccines.map(({ vaccineType, quantity, drawn }) => (
          <li key={vaccineType} class="card stack" data-part={`vaccine:${vaccineType}`} tabIndex={-1}>
            <div class="heading">
              <h2>{vaccineType}</h2>
              <span class={quantity === 0 ? 'badge alert' : 'badge'}>{words.left(quantity)}</span>
            </div>
            <p class="soft">{words.drawn(drawn)}</p>
            <Filling vaccine={vaccineType} onDone={look} />
          </li>
        ))}
      </ul>
      <section class="card stack" aria-labelledby="other-vaccine">
        <h2 id="other-vaccine">{words.other}</h2>
        <Filling onDone={look} />
      </section>
    </>
  );
}

interface FillingProps {
  /** Without it, the staff names another one. */
  readonly vaccine?: string;
  readonly onDone: () => Promise<void>;
}

/** A form that says how many doses of a vaccine are left. */
function Filling({ vaccine, onDone }: FillingProps) {
  const words = say.value.stock;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const vaccineType = vaccine ?? String(fields.get('vaccineType')).trim();
    const quantity = Number(fields.get('quantity'));
    try {
      await send({ method: 'PUT', path: '/vaccine/stock', body: { vaccineType, quantity } });
      tell(words.filled(vaccineType, quantity));
      form.reset();
    } catch (error) {
      tell(explain(error), 'failed');
    }
    await onDone();
  };
  return (
    <form class="finder wraps" aria-label={vaccine ?? words.other} onSubmit={(event) => void submit(event)}>
      {!vaccine && (
        <label>
          {words.name}
          <input name="vaccineType" required maxLength={40} />
        </label>
      )}
      <label>
        {words.quantity}
        <input name="quantity" type="number" required min={0} max={1_000_000} />
      </label>
      <button type="submit" aria-label={vaccine && words.saveWhat(vaccine)}>
        {words.save}
      </button>
    </form>
  );
}
