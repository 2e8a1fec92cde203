import { send } from '../kit/api/http.ts';
import { explain } from '../kit/notice/explain.ts';
import { tell } from '../kit/notice/notice.ts';
import { say } from './language/language.ts';

/** A form in which staff writes to a member. */
export function Writing() {
  const words = say.value.writing;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { customerId = '', message = '' } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    try {
      await send({ method: 'POST', path: '/kakaos', body: { customerId, message } });
      tell(words.sent(customerId));
      form.reset();
    } catch (error) {
      tell(explain(error), 'failed');
    }
  };
  return (
    <form class="card finder" aria-label={words.title} onSubmit={(event) => void submit(event)}>
      <label>
        {say.value.messages.recipient}
        <input name="customerId" required maxLength={255} />
      </label>
      <label>
        {words.text}
        <input name="message" required maxLength={500} />
      </label>
      <button type="submit">{words.send}</button>
    </form>
  );
}
