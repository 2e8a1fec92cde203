import { readFileSync, writeFileSync } from 'node:fs';
import { documents, redraw } from './architecture/document.ts';
import { factsHere } from './architecture/running.ts';
import { runScript } from './command-line.ts';

const usage = `Usage: npm run architecture
Draws the pictures and tables of ${Object.keys(documents).join(' and ')} again, from what the systems declare.`;

await runScript(usage, [], async () => {
  const facts = await factsHere();
  for (const [path, language] of Object.entries(documents)) {
    const before = readFileSync(path, 'utf8');
    const after = redraw(before, facts, language);
    if (after !== before) writeFileSync(path, after);
    console.log(`${path} ${after === before ? 'is as the systems are' : 'is drawn again'}.`);
  }
});
