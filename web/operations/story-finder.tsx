import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { explain } from '../kit/notice/explain.ts';
import { say } from './language/language.ts';
import { loadStory, type WholeStory } from './story.ts';
import { Timeline } from './timeline.tsx';

/** One rental's whole story, found by its number or by that of a request. */
export function StoryFinder() {
  const words = say.value.operations.story;
  const text = useSignal(wantedByAddress());
  const story = useSignal<WholeStory | undefined>(undefined);
  const failure = useSignal<string | undefined>(undefined);
  const load = async () => {
    failure.value = undefined;
    try {
      story.value = await loadStory(text.value);
    } catch (error) {
      story.value = undefined;
      failure.value = explain(error);
    }
  };
  useEffect(() => {
    if (text.value) void load();
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    history.replaceState(null, '', `#story=${encodeURIComponent(text.value)}`);
    void load();
  };
  return (
    <>
      <form class="finder" onSubmit={submit}>
        <label>
          {words.find}
          <input
            value={text.value}
            onInput={({ currentTarget }) => {
              text.value = currentTarget.value.trim();
            }}
            required
            maxLength={64}
            autocomplete="off"
            spellcheck={false}
          />
        </label>
        <button type="submit">{words.show}</button>
      </form>
      <p role="status" class={failure.value ? 'failure' : 'hidden'}>
        {failure.value}
      </p>
      {story.value && <Timeline story={story.value} />}
    </>
  );
}

function wantedByAddress(): string {
  return decodeURIComponent(location.hash.split('=')[1] ?? '');
}
