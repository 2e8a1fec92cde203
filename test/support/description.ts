import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats, { type FormatsPlugin } from 'ajv-formats';

/** An OpenAPI or AsyncAPI document, whose schemas say what fits them. */
export class Description {
  readonly document: Document;
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, discriminator: false });

  constructor(document: object) {
    this.document = document as Document;
    (formats as unknown as FormatsPlugin)(this.ajv);
    this.ajv.addSchema({ ...document, $id: 'document' });
  }

  /** The operations, as many as there are methods of paths. */
  operations(): Operation[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, ...operation })),
    );
  }

  /** What is wrong with a value, by the schema at this place of the document: `/components/schemas/Rental`. */
  faults(pointer: string, value: unknown): string[] {
    const validate = this.ajv.getSchema(`document#${pointer}`) as ValidateFunction | undefined;
    assert.ok(validate, `there is no schema at ${pointer}`);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }

  /** Fails unless the answer is one that the document has for this path and method. `path` is a template. */
  check(method: string, path: string, { status, headers, text }: Answered): void {
    const place = `/paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}`;
    const label = `${method} ${path} ${status}`;
    const response = this.resolve(place);
    assert.ok(response, `${label} is not described: ${text.slice(0, 300)}`);
    for (const name of Object.keys(response.headers ?? {})) {
      const header = this.resolve(`${response.place}/headers/${escaped(name)}`);
      const given = headers.get(name);
      assert.ok(given !== null || !header?.required, `${label} has no ${name}`);
      if (given === null) continue;
      const value = header?.schema?.type === 'integer' ? Number(given) : given;
      assert.deepEqual(this.faults(`${header?.place}/schema`, value), [], `${label} ${name}: ${given}`);
    }
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    const media = response.content?.[type];
    assert.ok(response.content ? media : text === '', `${label} is ${type}: ${text}`);
    if (!media) return;
    const value = type.endsWith('json') ? JSON.parse(text) : text;
    assert.deepEqual(this.faults(`${response.place}/content/${escaped(type)}/schema`, value), [], `${label} ${text}`);
  }

  private resolve(pointer: string): Part | undefined {
    const found = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[unescaped(key)], this.document);
    const part = found as Part | undefined;
    return part?.$ref === undefined ? part && { ...part, place: pointer } : this.resolve(part.$ref.slice(1));
  }
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An answer with its whole text. */
export async function answered(response: Promise<Response>): Promise<Answered> {
  const { status, headers } = await response;
  return { status, headers, text: await (await response).text() };
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly schema: { readonly pattern?: string } }[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly example: object } } };
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Omit<Operation, 'method' | 'path'>>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Part {
  readonly $ref?: string;
  readonly place: string;
  readonly required?: boolean;
  readonly schema?: { readonly type?: string };
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** A key as a JSON pointer in a URI has it. */
export function escaped(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function unescaped(key: string): string {
  return decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
}
