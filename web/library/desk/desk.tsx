import { Gate } from '../../kit/session/gate.tsx';
import { useHeading } from '../../kit/shell/page.ts';
import { say } from '../language/language.ts';
import { Finder } from './finder.tsx';
import { Importer } from './importer.tsx';
import { Waitlist } from './waitlist.tsx';
import './desk.css';

/** What a librarian does all day: books out, books in, who is next. */
export default function Desk() {
  const words = say.value.desk;
  const heading = useHeading(say.value.pages.desk);
  return (
    <>
      <h1 {...heading}>{say.value.pages.desk}</h1>
      <Gate needs="librarian" only={words.staffOnly}>
        <Finder />
        <div class="desk-more">
          <section class="card stack" aria-labelledby="waitlist-title">
            <h2 id="waitlist-title">{words.waitlist.title}</h2>
            <Waitlist />
          </section>
          <section class="card stack" aria-labelledby="import-title">
            <h2 id="import-title">{words.import.title}</h2>
            <Importer />
          </section>
        </div>
      </Gate>
    </>
  );
}
