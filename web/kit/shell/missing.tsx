import { say } from '../language/language.ts';
import { useHeading } from './page.ts';

export function Missing() {
  const { missing, home } = say.value;
  return (
    <>
      <h1 {...useHeading(missing.title)}>{missing.title}</h1>
      <p>{missing.hint}</p>
      <p>
        <a href="/app/">{home.title}</a>
      </p>
    </>
  );
}
