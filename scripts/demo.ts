import process from 'node:process';
import { parseArgs } from 'node:util';
import { UsageError } from './command-line.ts';
import { type Demo, perform } from './demo/demo.ts';
import { demos } from './demo/list.ts';
import { Stage } from './demo/stage.ts';
import { onSignal } from './on-signal.ts';

const usage = `Usage: npm run demo -- NAME | --list [--seconds N]
Plays a demonstration of the documents on processes of this machine, and judges what came of it: accepted, refused, shed, errors,
unknown; lost and doubled must be 0, and the ledger balanced. It needs nats-server and PostgreSQL, as npm test does, and starts them.
  --list        the demonstrations
  --seconds N   of the longest part (20)
Ctrl-C ends it and cleans up. Exit code 1: something was not as it must be.`;

function readArguments(): { name?: string; seconds: number; list: boolean; help: boolean } {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parsed(() =>
    parseArgs({ allowPositionals: true, options: { seconds: text, list: flag, help: { ...flag, short: 'h' } } }),
  );
  const seconds = Number(values.seconds ?? 20);
  if (!Number.isInteger(seconds) || seconds < 2 || seconds > 600)
    throw new UsageError(`--seconds is "${values.seconds}", but must be a whole number from 2 to 600.`);
  const [name, ...others] = positionals;
  if (others.length > 0) throw new UsageError('Name one demonstration.');
  return { ...(name !== undefined && { name: name.toLowerCase() }), seconds, list: values.list, help: values.help };
}

function parsed<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function play(demo: Demo, seconds: number): Promise<boolean> {
  const stopping = new AbortController();
  onSignal(
    () => stopping.abort(new Error('Stopped.')),
    () => process.exit(130),
  );
  console.log(demo.title);
  const stage = await Stage.start(demo);
  try {
    return await perform(demo, { stage, seconds, signal: stopping.signal, tell: (line) => console.log(line) });
  } finally {
    await stage.end();
  }
}

try {
  const { name, seconds, list, help } = readArguments();
  const demo = name === undefined ? undefined : demos[name];
  if (help) console.log(usage);
  else if (list) for (const [key, { title }] of Object.entries(demos)) console.log(`${key.padEnd(8)}${title}`);
  else if (name === 'o8')
    console.log('O8 is the pipeline: push, test, image, deploy. It is no demonstration of processes.');
  else if (!demo) throw new UsageError(`Name a demonstration: ${Object.keys(demos).join(', ')}.`);
  else process.exit((await play(demo, seconds)) ? 0 : 1);
} catch (error) {
  const { message } = error as Error;
  console.error(error instanceof UsageError ? `${message}\n\n${usage}` : message);
  process.exit(error instanceof UsageError ? 2 : 1);
}
