import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { LaboratoryView } from '../../services/operations/laboratory.contract.ts';
import { get } from '../kit/api/http.ts';
import { Gate } from '../kit/session/gate.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { DeadLetters } from './dead-letters.tsx';
import { Laboratory } from './laboratory.tsx';
import { say } from './language/language.ts';
import { Sandbox } from './sandbox.tsx';
import { StoryFinder } from './story-finder.tsx';
import { System } from './system.tsx';
import './operations.css';

const parts = {
  system: System,
  letters: DeadLetters,
  sandbox: Sandbox,
  laboratory: Laboratory,
  story: StoryFinder,
} as const;
type Part = keyof typeof parts;

/** How the system is, for those who look after it. Its parts are tabs, of which the address tells one. */
export default function Operations() {
  const title = say.value.operations.title;
  const heading = useHeading(title);
  return (
    <>
      <h1 {...heading}>{title}</h1>
      <Gate needs="admin" only={say.value.operations.adminOnly}>
        <Parts />
      </Gate>
    </>
  );
}

function partOfAddress(): Part {
  const name = location.hash.slice(1).split('=')[0] ?? '';
  return name in parts ? (name as Part) : 'system';
}

/** All but the laboratory where it is closed, or as long as nobody knows. */
function useShownParts(): readonly Part[] {
  const isOpen = useSignal(false);
  useEffect(() => {
    get<LaboratoryView>('/admin/laboratory').then(
      (view) => {
        isOpen.value = view.isOpen;
      },
      () => {},
    );
  }, []);
  return (Object.keys(parts) as Part[]).filter((part) => part !== 'laboratory' || isOpen.value);
}

function Parts() {
  const words = say.value.operations;
  const chosen = useSignal<Part>(partOfAddress());
  const shown = useShownParts();
  useEffect(() => {
    const follow = () => {
      chosen.value = partOfAddress();
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const Shown = parts[chosen.value];
  return (
    <>
      <nav aria-label={say.value.operations.title}>
        <ul class="parts">
          {shown.map((part) => (
            <li key={part}>
              <a href={`#${part}`} aria-current={part === chosen.value ? 'true' : undefined}>
                {words.parts[part]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <section class="stack" aria-label={words.parts[chosen.value]}>
        <Shown />
      </section>
    </>
  );
}
