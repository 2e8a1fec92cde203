import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { TrialBalance } from '../../services/payment/payment.contract.ts';
import { get } from '../kit/api/http.ts';
import { explain } from '../kit/notice/explain.ts';
import { say } from './language/language.ts';

/** Whether the ledger balances, as it was when the page was opened: all payments are read for it. */
export function Ledger() {
  const words = say.value.operations.ledger;
  const found = useSignal<TrialBalance | undefined>(undefined);
  const failure = useSignal<string | undefined>(undefined);
  useEffect(() => {
    get<TrialBalance>('/admin/trial-balance').then(
      (body) => {
        found.value = body;
      },
      (error) => {
        failure.value = explain(error);
      },
    );
  }, []);
  return (
    <p role="status">
      {words.title}: {failure.value ?? (found.value ? <Verdict {...found.value} /> : say.value.loading)}
    </p>
  );
}

function Verdict({ balanced, discrepancies }: TrialBalance) {
  const words = say.value.operations.ledger;
  if (balanced) return <span class="badge good">{words.balanced}</span>;
  return (
    <>
      <span class="badge alert">{words.unbalanced}</span> {discrepancies.join(', ')}
    </>
  );
}
