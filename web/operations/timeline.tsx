import type { HistoryEntry } from '../../services/history/history.contract.ts';
import { instant, moment, won } from '../kit/language/format.ts';
import { registered } from '../kit/shell/pages.ts';
import { say } from './language/language.ts';
import type { Moment, WholeStory } from './story.ts';

/** Each request, then what followed from it in whatever service, and what is shown in the end. */
export function Timeline({ story }: { readonly story: WholeStory }) {
  const words = say.value.operations.story;
  return (
    <div class="stack">
      {story.moments.map((one) => (
        <section key={one.correlationId} class="card stack" aria-label={words.request(one.correlationId)}>
          <Request of={one} />
          <ol class="timeline">
            {one.happenings.map((happening) => (
              <Entry key={`${happening.source} ${happening.eventId}`} happening={happening} />
            ))}
          </ol>
        </section>
      ))}
      <Now story={story} />
    </div>
  );
}

function Request({ of: { correlationId, happenings } }: { readonly of: Moment }) {
  const words = say.value.operations.story;
  const [first] = happenings;
  return (
    <div>
      <h2>{first && (words.commands[first.type] ?? words.followed)}</h2>
      <p class="soft small">
        {words.request(correlationId)}
        {first && ` · ${moment(first.at)}`}
      </p>
    </div>
  );
}

function Entry({ happening }: { readonly happening: HistoryEntry }) {
  const words = say.value.operations.story;
  const { type, at, source, subject, version, causationId, data } = happening;
  const service = source.slice(1);
  return (
    <li class={`entry from-${service}`}>
      <div class="row">
        <time dateTime={at} class="code">
          {instant(at)}
        </time>
        <span class="badge">{service}</span>
        <strong class="code">{type}</strong>
      </div>
      <details>
        <summary>{words.details(subject, version)}</summary>
        <p class="soft small">{words.cause(causationId)}</p>
        <pre>{JSON.stringify(data, null, 2)}</pre>
      </details>
    </li>
  );
}

/** What views and payment show now. */
function Now({ story: { stories, payments } }: { readonly story: WholeStory }) {
  const words = say.value.operations.story;
  return (
    <section class="card stack" aria-label={words.now}>
      <h2>{words.now}</h2>
      <ul class="lines">
        {stories.map(({ system, id }) => {
          const { Outcome } = registered.value.find(({ name }) => name === system) ?? {};
          return Outcome && <Outcome key={`${system} ${id}`} id={id} />;
        })}
        {payments.map(({ id, state, amount }) => (
          <li key={id}>
            <span class="badge">payment</span> {words.payment(won(amount), words.payments[state])}{' '}
            <span class="code small">{id}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
