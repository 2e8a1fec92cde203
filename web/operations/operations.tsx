import { say } from '../language/language.ts';
import { useHeading } from '../shell/page.ts';

export default function Operations() {
  const title = say.value.pages.operations;
  return <h1 {...useHeading(title)}>{title}</h1>;
}
