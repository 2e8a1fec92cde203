import { createHash } from 'node:crypto';
import { Html, html } from '../../../mixins/html.ts';
import { type Description, type Media, type Operation, type Response, resolve, type Shape } from './description.ts';
import { fieldRow, fieldsTable, kindOf, table } from './shape.ts';
import { style } from './style.ts';

/** An OpenAPI document for people: one page without script, which any browser shows and searches. */
export function docsPage(described: object): string {
  const document = described as Description;
  const { info, tags, components } = document;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const sections = tags.map(
    ({ name, description }) => html`<section aria-labelledby="tag-${name}">
<h2 id="tag-${name}">${name}</h2>
<p>${description}</p>
${operations.filter(({ operation }) => operation.tags.includes(name)).map((one) => operationArticle(one, document))}
</section>`,
  );
  const schemas = Object.entries((components.schemas ?? {}) as Record<string, Shape>).map(([name, shape]) =>
    schemaArticle(name, shape, document),
  );
  return `<!DOCTYPE html>${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="The API of ${info.title}.">
<title>${info.title} ${info.version}: its API</title>
<link rel="icon" href="data:,">
${new Html(`<style>${style}</style>`)}
</head>
<body>
<main>
<h1>${info.title} <small>${info.version}</small></h1>
<p>${info.description}</p>
<p>For programs: <a href="/openapi.json">/openapi.json</a>, <a href="/asyncapi.json">/asyncapi.json</a>.</p>
<nav aria-label="Sections">${[...tags, { name: 'schemas' }].map(({ name }) => html`<a href="#tag-${name}">${name}</a> `)}</nav>
${sections}
<section aria-labelledby="tag-schemas"><h2 id="tag-schemas">schemas</h2>${schemas}</section>
</main>
</body>
</html>`.text
  }`;
}

/** For the page: it loads nothing, and its style is the one it was made with. */
export const docsPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface Told {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

function operationArticle({ method, path, operation }: Told, document: Description): Html {
  const { summary, description, security, parameters = [], requestBody, responses } = operation;
  const [role] = (security ?? []).flatMap((one) => Object.keys(one));
  return html`<details>
<summary><code class="${method.toLowerCase()}">${method}</code> <code>${path}</code> ${summary}</summary>
<p>${description}</p>
<p>${role === undefined ? 'For everybody, or for whom the token shows.' : `For a ${role} at least.`}</p>
<h3>Parameters</h3>
${table(
  'Parameter',
  parameters.map(({ name, required, description: said = '', schema }) =>
    fieldRow(name, { ...schema, description: said }, required),
  ),
)}
${requestBody && html`<h3>Body</h3>${Object.entries(requestBody.content).map(([type, media]) => mediaPart(type, media, document))}`}
<h3>Answers</h3>
${Object.entries(responses).map(([status, response]) => responsePart(status, resolve(response, document), document))}
</details>`;
}

function responsePart(status: string, { description, content = {} }: Response, document: Description): Html {
  return html`<details>
<summary><strong>${status}</strong> ${description}</summary>
${Object.entries(content).map(([type, media]) => mediaPart(type, media, document))}
</details>`;
}

function mediaPart(type: string, { schema, example, examples = {} }: Media, document: Description): Html {
  const shown = [...(example === undefined ? [] : [example]), ...Object.values(examples).map(({ value }) => value)];
  const shape = resolve(schema, document);
  return html`<p><code>${type}</code>: ${kindOf(schema)}</p>
${shape === schema && schema.properties && fieldsTable(schema)}
${shown.map((one) => html`<pre tabindex="0">${JSON.stringify(one, null, 2)}</pre>`)}`;
}

function schemaArticle(name: string, shape: Shape, document: Description): Html {
  const resolved = resolve(shape, document);
  return html`<article id="schema-${name}"><h3>${name}</h3>${
    resolved.properties ? fieldsTable(resolved) : html`<p>${kindOf({ ...resolved, title: undefined })}</p>`
  }</article>`;
}
