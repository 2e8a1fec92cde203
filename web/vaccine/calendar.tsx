import { useSignal } from '@preact/signals';
import { todayInKorea } from '../../mixins/days.ts';
import type { DayView } from '../../services/vaccine/calendar/calendar.contract.ts';
import { send } from '../kit/api/http.ts';
import { day } from '../kit/language/format.ts';
import { usePolled } from '../kit/live/polled.ts';
import { explain } from '../kit/notice/explain.ts';
import { tell } from '../kit/notice/notice.ts';
import { Gate } from '../kit/session/gate.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { DayField } from './day-field.tsx';
import { say } from './language/language.ts';

/** For the staff of the hospital: how many places a day has. */
export default function Calendar() {
  const heading = useHeading(say.value.pages.calendar);
  return (
    <>
      <h1 {...heading}>{say.value.pages.calendar}</h1>
      <Gate needs="vaccine.staff" only={say.value.staff.only}>
        <AnyDay />
      </Gate>
    </>
  );
}

function AnyDay() {
  const date = useSignal(todayInKorea(Date.now()));
  return (
    <>
      <DayField date={date} />
      <Places key={date.value} date={date.value} />
    </>
  );
}

function Places({ date }: { readonly date: string }) {
  const words = say.value.calendar;
  const [{ value: polled }, look] = usePolled<DayView>(`/vaccine/calendar/${date}`);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const places = Number(new FormData(form).get('places'));
    try {
      await send({ method: 'PUT', path: `/vaccine/calendar/${date}`, body: { places } });
      tell(words.changed(day(date), places));
      form.reset();
    } catch (error) {
      tell(explain(error), 'failed');
    }
    await look();
  };
  if (!polled.body) return <p role="status">{polled.failure ?? say.value.loading}</p>;
  const { places, count } = polled.body;
  return (
    <section class="card stack" aria-labelledby="places-of-day" data-part={`day:${date}`} tabIndex={-1}>
      <div class="heading">
        <h2 id="places-of-day">{day(date)}</h2>
        <span class={count === 0 ? 'badge alert' : 'badge'}>{words.free(count)}</span>
      </div>
      <p>{words.held(places - count, places)}</p>
      <form class="finder wraps" aria-label={words.change} onSubmit={(event) => void submit(event)}>
        <label>
          {words.places}
          <input name="places" type="number" required min={0} max={1_000} />
        </label>
        <button type="submit">{words.save}</button>
      </form>
    </section>
  );
}
