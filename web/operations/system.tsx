import type { SystemView } from '../../services/operations/operations.contract.ts';
import { bytes, duration, number } from '../kit/language/format.ts';
import { usePolled } from '../kit/live/polled.ts';
import { Failure } from './failure.tsx';
import { say } from './language/language.ts';
import { Ledger } from './ledger.tsx';
import { FailingReservations, ReservationMinutes } from './reservations.tsx';
import { Name, Table } from './table.tsx';

/** Seconds from which an event that waits is a sign of trouble. */
const late = 30;

type Node = SystemView['nodes'][number];

/** Nodes and what they run, the breakers between them, and how far consumers are behind. */
export function System() {
  const words = say.value.operations.system;
  const [{ value: polled }] = usePolled<SystemView>('/admin/system');
  const { nodes = [], consumers, reservations } = polled.body ?? {};
  const breakers = nodes.flatMap((node) =>
    'breakers' in node ? node.breakers.map((breaker) => ({ ...breaker, by: node.id })) : [],
  );
  if (!polled.body) return <p role="status">{polled.failure ?? say.value.loading}</p>;
  return (
    <>
      {reservations && <FailingReservations {...reservations} />}
      <Failure text={polled.failure} />
      <Ledger />
      {reservations && <ReservationMinutes {...reservations} />}
      <Table title={words.nodes} heads={[words.node, words.services, words.uptime, words.memory]}>
        {nodes.map((node) => (
          <NodeRow key={node.id} node={node} />
        ))}
      </Table>
      <Table
        title={words.consumers}
        heads={[words.consumer, words.events, words.waiting, words.oldest, words.underWay]}
      >
        {(consumers ?? []).map(({ group, pattern, waiting, underWay, oldestAge }) => (
          <tr key={`${group} ${pattern}`}>
            <th scope="row">{group}</th>
            <td>
              <Name of={pattern} />
            </td>
            <td>{number(waiting)}</td>
            <td>
              {oldestAge !== undefined && (
                <span class={`badge ${oldestAge >= late ? 'warm' : 'good'}`}>{duration(oldestAge)}</span>
              )}
            </td>
            <td>{number(underWay)}</td>
          </tr>
        ))}
      </Table>
      {!consumers && <p class="failure">{words.busAway}</p>}
      <Table title={words.breakers} heads={[words.called, words.caller, words.state, words.failed]}>
        {breakers.map(({ action, by, nodeId, state, calls, failures }) => (
          <tr key={`${by} ${action} ${nodeId}`}>
            <th scope="row">
              <Name of={action} />
            </th>
            <td>
              <Name of={by === nodeId ? by : `${by} → ${nodeId}`} />
            </td>
            <td>
              <span class={`badge ${{ closed: 'good', 'half-open': 'warm', open: 'alert' }[state]}`}>
                {words.states[state]}
              </span>
            </td>
            <td>{words.failures(failures, calls)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function NodeRow({ node }: { readonly node: Node }) {
  const words = say.value.operations.system;
  return (
    <tr>
      <th scope="row">
        <Name of={node.id} />
      </th>
      <td>{node.services.join(', ')}</td>
      {'silent' in node ? (
        <td colSpan={2}>
          <span class="badge alert">{words.silent}</span>
        </td>
      ) : (
        <>
          <td>{duration(node.uptime)}</td>
          <td>{bytes(node.memory)}</td>
        </>
      )}
    </tr>
  );
}
