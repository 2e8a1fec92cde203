import process from 'node:process';
import { isTaken, nameRule, placeFor, writeSystem } from './new/system.ts';
import { readLine } from './usage.ts';

const usage = `Usage: npm run new -- system NAME [--at FOLDER]
Writes a system that runs: a record with its rule and test, a service that follows its events, a view with a live stream,
routes, a duty, a console command, and its proof for the chaos run. Change it into yours, file by file.
  NAME          lower-case letters and digits, such as parking
  --at FOLDER   outside of this project; otherwise it becomes services/NAME`;

try {
  const { positionals, values } = readLine({
    allowPositionals: true,
    options: { at: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [kind, name = ''] = positionals;
  if (values.help) console.log(usage);
  else {
    if (kind !== 'system' || positionals.length !== 2) throw new Error('Say what: new -- system NAME');
    if (!nameRule.test(name))
      throw new Error(`"${name}" is no name for a system: ${'use lower-case letters and digits'}.`);
    if (isTaken(name)) throw new Error(`There is a system ${name} already.`);
    const place = placeFor(name, values.at);
    const files = writeSystem(name, place);
    console.log(`${files.length} files are in ${place}. Its rule and test are in ticket/.`);
    for (const line of nextSteps(name, place, values.at !== undefined)) console.log(line);
  }
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`);
  process.exitCode = 2;
}

function nextSteps(name: string, place: string, isOutside: boolean): string[] {
  return isOutside
    ? ['Run it with the others:', `  SYSTEMS=${place}/system.ts npm start`]
    : [
        'Add it to services/systems.ts:',
        `  import ${name} from './${name}/system.ts';   and   const own = [library, ${name}];`,
        `Then: npm test -- services/${name}; npm start`,
      ];
}
