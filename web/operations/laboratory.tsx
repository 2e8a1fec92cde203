import type { Disturb, LaboratoryView } from '../../services/operations/laboratory.contract.ts';
import { waysOf } from '../../services/operations/laboratory.ways.ts';
import type { BeginLoad } from '../../services/operations/trial/load.contract.ts';
import { send } from '../kit/api/http.ts';
import { timeOfDay } from '../kit/language/format.ts';
import { usePolled } from '../kit/live/polled.ts';
import { explain } from '../kit/notice/explain.ts';
import { tell } from '../kit/notice/notice.ts';
import { AskingButton } from '../kit/shell/confirm.tsx';
import { Failure } from './failure.tsx';
import { say } from './language/language.ts';
import { Load } from './load.tsx';
import { System } from './system.tsx';

const path = '/admin/laboratory';

/** Seconds that a disturbance lasts which is begun here. */
const seconds = 20;

/** Stops or slows what runs, and shows what the system does meanwhile. */
export function Laboratory() {
  const words = say.value.operations.laboratory;
  const [{ value: polled }, look] = usePolled<LaboratoryView>(path);
  const act = async (what: 'disturb' | 'load' | 'calm', body: Disturb | BeginLoad, done: string) => {
    try {
      await send({ method: 'POST', path: `${path}/${what}`, body });
      tell(done);
    } catch (error) {
      tell(explain(error), 'failed');
    }
    await look();
  };
  if (!polled.body) return <p role="status">{polled.failure ?? say.value.loading}</p>;
  const { isOpen, services, disturbances, load } = polled.body;
  if (!isOpen) return <p class="card empty">{words.closed}</p>;
  const choices = services.flatMap((service) => waysOf(service).map((way) => ({ service, way, seconds })));
  return (
    <>
      <Failure text={polled.failure} />
      <div class="card stack">
        <p class="soft">{words.hint}</p>
        <div class="parts">
          {choices.map((choice) => (
            <Choice
              key={`${choice.service} ${choice.way}`}
              of={choice}
              onChosen={() => void act('disturb', choice, words.begun)}
            />
          ))}
        </div>
      </div>
      <section class="card stack" aria-label={words.under}>
        <h2>{words.under}</h2>
        {disturbances.length === 0 && <p>{words.calm}</p>}
        <ul class="lines">
          {disturbances.map(({ service, way, until }) => (
            <li key={service}>
              <span class="badge alert">{words.ways[way]}</span> {service}, {words.until(timeOfDay(until))}
            </li>
          ))}
        </ul>
        <button type="button" class="plain" onClick={() => void act('calm', {}, words.ended)}>
          {words.end}
        </button>
      </section>
      <Load of={load} onBegun={(body) => void act('load', body, words.load.begun)} />
      <System />
    </>
  );
}

function Choice({ of: { service, way }, onChosen }: { readonly of: Disturb; readonly onChosen: () => void }) {
  const words = say.value.operations.laboratory;
  const what = `${words.begin[way]} ${service}`;
  return (
    <AskingButton
      label={what}
      name={what}
      title={words.sure(what)}
      confirm={words.begin[way]}
      keep={words.keep}
      onConfirm={onChosen}
    >
      <p>{words.effect(seconds)}</p>
    </AskingButton>
  );
}
