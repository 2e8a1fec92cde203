import type { ReservationsView } from '../../services/operations/operations.contract.ts';
import { newestMinutes } from '../../services/operations/reservations.ts';
import { number, timeOfDay } from '../kit/language/format.ts';
import { say } from './language/language.ts';
import { Name, Table } from './table.tsx';

/** Minutes that are shown. */
const shown = 10;

/** Says in red at the top that reservations are failing, and how they went in the last minutes. */
export function FailingReservations({ failing, minutes }: ReservationsView) {
  const words = say.value.operations.reservations;
  const recent = newestMinutes(minutes);
  const calls = recent.reduce((sum, minute) => sum + minute.calls, 0);
  const bad = recent.reduce((sum, { refused, failed }) => sum + refused + failed, 0);
  return (
    <div role="alert" class={failing ? 'banner' : 'hidden'}>
      {failing && (
        <>
          <strong>{words.failing}</strong> {words.numbers(bad, calls)}
        </>
      )}
    </div>
  );
}

/** Reservations minute by minute, the newest first. */
export function ReservationMinutes({ minutes }: ReservationsView) {
  const words = say.value.operations.reservations;
  return (
    <Table title={words.title} heads={[words.minute, words.calls, words.refused, words.failed, words.why]}>
      {minutes
        .slice(-shown)
        .toReversed()
        .map(({ minute, calls, refused, failed, kinds }) => (
          <tr key={minute}>
            <th scope="row">{timeOfDay(minute)}</th>
            <td>{number(calls)}</td>
            <td>{number(refused)}</td>
            <td>
              <span class={`badge ${failed > 0 ? 'alert' : 'good'}`}>{number(failed)}</span>
            </td>
            <td>
              {Object.entries(kinds).map(([kind, count]) => (
                <div key={kind}>
                  <Name of={kind} /> {number(count)}
                </div>
              ))}
            </td>
          </tr>
        ))}
    </Table>
  );
}
