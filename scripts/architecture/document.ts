import type { Facts } from './facts.ts';
import { contextMap, hexagon, servicesTable } from './pictures.ts';
import { stormingPicture } from './storming.ts';
import type { Language } from './words.ts';

/** Documents, and the language of each. */
export const documents: Readonly<Record<string, Language>> = {
  'docs/architecture.md': 'en',
  'docs/architecture.ko.md': 'ko',
};

const begin = /<!-- picture: (\S+)(?: (\S+))? -->\n/g;
const end = '<!-- end -->';

/**
 * The text with its pictures as the facts are now. A picture stands between `<!-- picture: NAME … -->` and `<!-- end -->`.
 * @throws when a picture has no end, or nobody knows how to draw it
 */
export function redraw(text: string, facts: Facts, language: Language): string {
  return text
    .split(/(?=<!-- picture: )/)
    .map((part) => {
      const [marker, name = '', of = ''] = new RegExp(begin.source).exec(part) ?? [];
      if (marker === undefined) return part;
      const after = part.indexOf(end);
      if (after < 0) throw new Error(`${marker.trim()} has no ${end}`);
      return `${marker}\n${draw(name, of, facts, language)}\n\n${part.slice(after)}`;
    })
    .join('');
}

function draw(name: string, of: string, facts: Facts, language: Language): string {
  switch (name) {
    case 'services':
      return servicesTable(facts, language);
    case 'context-map':
      return contextMap(facts, language);
    case 'system':
      return stormingPicture(facts, of, language);
    case 'hexagon':
      return hexagon(facts, of, language);
    default:
      throw new Error(`Nobody knows how to draw ${name}`);
  }
}
