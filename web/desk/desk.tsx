import { say } from '../language/language.ts';
import { useHeading } from '../shell/page.ts';

export default function Desk() {
  const title = say.value.pages.desk;
  return <h1 {...useHeading(title)}>{title}</h1>;
}
