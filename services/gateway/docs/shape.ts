import { type Html, html } from '../../../mixins/html.ts';
import { nameOf, type Shape } from './description.ts';

/** The fields of an object, in a table. */
export function fieldsTable(shape: Shape): Html {
  const rows = Object.entries(shape.properties ?? {}).map(([name, field]) =>
    fieldRow(name, field, shape.required?.includes(name) ?? false),
  );
  return table('Field', rows);
}

export function table(first: string, rows: readonly Html[]): Html {
  if (rows.length === 0) return html`<p>None.</p>`;
  return html`<table>
<thead><tr><th scope="col">${first}</th><th scope="col">What it may be</th><th scope="col">What it means</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;
}

export function fieldRow(name: string, shape: Shape, required: boolean): Html {
  return html`<tr><th scope="row"><code>${name}</code>${required ? ' ' : html` <small>optional</small>`}</th>
<td>${kindOf(shape)}</td><td>${shape.description ?? ''}</td></tr>`;
}

/** In a few words; a component is linked. */
export function kindOf(shape: Shape): Html {
  const name = nameOf(shape) ?? shape.title;
  if (name !== undefined) return html`<a href="#schema-${name}">${name}</a>`;
  if (shape.items) return html`list of ${kindOf(shape.items)}, at most ${String(shape.maxItems)}`;
  if (shape.oneOf) return html`one of ${shape.oneOf.map((one) => html`<br>${kindOf(one)}`)}`;
  if (shape.properties) return html`object of ${Object.keys(shape.properties).join(', ')}`;
  if (shape.enum) return html`${shape.enum.join(', ')}`;
  return html`${[shape.type, shape.format, limits(shape)].filter(Boolean).join(', ')}${
    shape.pattern !== undefined && shape.pattern !== anything && html` <code>${shape.pattern}</code>`
  }`;
}

const anything = '^[\\s\\S]*$';

function limits({ type, minLength, maxLength, minimum, maximum }: Shape): string | undefined {
  if (type === 'string' && maxLength !== undefined) return `${minLength ?? 0} to ${maxLength} characters`;
  return minimum === undefined || maximum === undefined ? undefined : `${minimum} to ${maximum}`;
}
