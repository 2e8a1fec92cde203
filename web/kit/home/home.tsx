import type { SystemReport, SystemsReport } from '../../../services/gateway/systems.ts';
import { language, say } from '../language/language.ts';
import { usePolled } from '../live/polled.ts';
import { useHeading } from '../shell/page.ts';
import type { Pages } from '../shell/pages.ts';
import { addressOf, registered } from '../shell/pages.ts';
import './home.css';

/** What this server offers: a card for each system, how it is, and where to begin. */
export default function Home() {
  const words = say.value.home;
  const heading = useHeading(words.title);
  const [{ value: polled }] = usePolled<SystemsReport>('/systems');
  const systems = polled.body?.systems;
  return (
    <>
      <h1 {...heading}>{words.title}</h1>
      <p class="soft">{words.about}</p>
      {!systems && <p role="status">{polled.failure ?? say.value.loading}</p>}
      <ul class="systems">
        {systems?.map((system) => (
          <SystemCard
            key={system.name}
            system={system}
            pages={registered.value.find(({ name }) => name === system.name)}
          />
        ))}
      </ul>
      <p class="soft small">
        <a href="/docs" target="_blank" rel="noopener">
          {words.api}
        </a>
      </p>
    </>
  );
}

function SystemCard({ system, pages }: { readonly system: SystemReport; readonly pages: Pages | undefined }) {
  const { states } = say.value.home;
  const title = pages?.title() ?? system.title[language.value];
  const [first] = pages?.pages ?? [];
  return (
    <li class="card stack" aria-label={title}>
      <div class="heading">
        <h2>{pages && first ? <a href={addressOf(pages, first)}>{title}</a> : title}</h2>
        <span class={`badge ${system.status === 'ready' ? '' : 'alert'}`}>{states[system.status]}</span>
      </div>
      <p>{system.about[language.value]}</p>
      {pages?.hint && <p class="soft">{pages.hint()}</p>}
      {pages?.Card && <pages.Card />}
      {pages && <Links of={pages} />}
    </li>
  );
}

function Links({ of: pages }: { readonly of: Pages }) {
  return (
    <ul class="row">
      {pages.pages
        .filter(({ name, isFor }) => name && (isFor?.() ?? true))
        .map((page) => (
          <li key={page.path}>
            <a class="button plain" href={addressOf(pages, page)}>
              {page.name?.()}
            </a>
          </li>
        ))}
    </ul>
  );
}
