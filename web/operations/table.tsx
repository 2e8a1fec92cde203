import { type ComponentChildren, toChildArray } from 'preact';
import { useId } from 'preact/hooks';
import { say } from './language/language.ts';

interface TableProps {
  readonly title: string;
  readonly heads: readonly string[];
  readonly children: ComponentChildren;
}

/** A name of the system, which breaks behind its dots and hyphens where the window is narrow. */
export function Name({ of: name }: { readonly of: string }) {
  return <span class="code">{name.split(/(?<=[.-])/).map((part) => [part, <wbr key={part} />])}</span>;
}

/** A table that scrolls in its own frame where the window is narrow. */
export function Table({ title, heads, children }: TableProps) {
  const id = useId();
  const isEmpty = toChildArray(children).length === 0;
  return (
    <div class="card">
      <h2 id={id}>{title}</h2>
      {isEmpty ? (
        <p class="soft">{say.value.operations.nothing}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
        <section class="scrolled" tabIndex={0} aria-labelledby={id}>
          <table>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </section>
      )}
    </div>
  );
}
