import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import type { RentalHistory, RentalStep } from '../../../services/library/rental/rental.contract.ts';
import { get } from '../../kit/api/http.ts';
import { moment, price } from '../../kit/language/format.ts';
import { explain } from '../../kit/notice/explain.ts';
import { say } from '../language/language.ts';

/** Milliseconds between two looks at a history that is behind. */
const pause = 500;

/** What happened to a rental, when, and why; read again when its state changes. */
export function Story({ rental: { id, version } }: { readonly rental: MypageView }) {
  const steps = useSignal<readonly RentalStep[] | undefined>(undefined);
  const failure = useSignal<string | undefined>(undefined);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      try {
        const history = await get<RentalHistory>(`/rentals/${encodeURIComponent(id)}/history`);
        steps.value = history.steps;
        failure.value = undefined;
      } catch (error) {
        failure.value = explain(error);
      }
      // Each step is a version: the history may not have come as far as my page.
      if ((steps.value?.length ?? 0) < version) timer = setTimeout(read, pause);
    };
    void read();
    return () => clearTimeout(timer);
  }, [id, version]);
  if (!steps.value) return <p role="status">{failure.value ?? say.value.loading}</p>;
  return (
    <ol class="story">
      {steps.value.map((step, index) => (
        <li key={`${step.at} ${step.state}`} aria-current={index + 1 === steps.value?.length ? 'step' : undefined}>
          <time dateTime={step.at}>{moment(step.at)}</time>
          <span>{sentenceOf(step)}</span>
        </li>
      ))}
    </ol>
  );
}

function sentenceOf({ state, amount, copy, position, reason }: RentalStep): string {
  const { steps, reasons } = say.value.rental;
  const why = reason === undefined ? undefined : reasons[reason];
  switch (state) {
    case 'reserved':
      return steps.reserved(price(amount ?? 0));
    case 'refunded':
      return steps.refunded(price(amount ?? 0));
    case 'waiting':
      return steps.waiting(position);
    case 'ready':
      return steps.ready(copy);
    case 'rented':
    case 'allocated':
      return steps[state](copy);
    case 'cancelled':
      return [why, steps.cancelled].filter(Boolean).join(' ');
    default:
      return steps[state as 'requested'] ?? state;
  }
}
