import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { say } from '../language/language.ts';
import { useHeading } from '../shell/page.ts';
import { presentAddress, registered } from '../shell/pages.ts';
import { signedIn, signIn } from './session.ts';

/** Where the issuer sends the browser back to: it goes on at once to where the reader was. */
export function SignedIn() {
  const words = say.value.session;
  const { route } = useLocation();
  const failed = useSignal(false);
  useEffect(() => {
    signedIn().then(
      ({ from, kept, errand }) => {
        route(presentAddress(from), true);
        history.replaceState(kept, '');
        registered.value.find(({ name }) => name === errand?.of)?.resume?.(errand?.what ?? '');
      },
      () => {
        failed.value = true;
      },
    );
  }, []);
  const heading = useHeading(words.signIn);
  if (!failed.value) return <p role="status">{say.value.loading}</p>;
  return (
    <>
      <h1 {...heading}>{words.signIn}</h1>
      <p>{words.notSignedIn}</p>
      <p>
        <button type="button" onClick={() => void signIn()}>
          {words.signIn}
        </button>
      </p>
    </>
  );
}
