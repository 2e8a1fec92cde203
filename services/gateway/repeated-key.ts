/**
 * The first key that stands twice in one object of a JSON text, as it is written, or `undefined`. `JSON.parse` takes the
 * last one without a word. The text must be JSON.
 */
export function repeatedKey(text: string): string | undefined {
  const objects: Set<string>[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') objects.push(new Set());
    else if (token === '}') objects.pop();
    else if (isKey(text, index + token.length)) {
      const keys = objects.at(-1);
      const key = JSON.parse(token) as string;
      if (keys?.has(key)) return token;
      keys?.add(key);
    }
  }
  return undefined;
}

/** Does a colon follow? A string in an array or a value has none behind it. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return text[at] === ':';
}
