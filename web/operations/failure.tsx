/** Says that what is shown may be old, and why; always there, so that a screen reader says what comes. */
export function Failure({ text }: { readonly text: string | undefined }) {
  return (
    <p role="status" class={text ? 'failure' : 'hidden'}>
      {text}
    </p>
  );
}
