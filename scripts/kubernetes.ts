import { readFileSync, writeFileSync } from 'node:fs';
import { systems } from '../services/systems.ts';
import { runScript } from './command-line.ts';
import { generated, servicesFile } from './kubernetes/files.ts';

const usage = `Usage: npm run kubernetes
Writes ${generated} anew, from what the systems declare.`;

await runScript(usage, [], async () => {
  const text = servicesFile(systems);
  const isSame = readFileSync(generated, { encoding: 'utf8', flag: 'a+' }) === text;
  if (!isSame) writeFileSync(generated, text);
  console.log(`${generated} ${isSame ? 'is as the systems are' : 'is written anew'}.`);
});
