import process from 'node:process';
import { type Demo, perform } from './demo/demo.ts';
import { demos } from './demo/list.ts';
import { Stage } from './demo/stage.ts';
import { onSignal } from './on-signal.ts';
import { readLine, runTool, UsageError, wholeNumber } from './usage.ts';

const usage = `Usage: npm run demo -- NAME | --list [--seconds N]
Plays a demonstration of the documents on processes of this machine, and judges what came of it: accepted, refused, shed, errors,
unknown; lost and doubled must be 0, and the ledger balanced. It needs nats-server and PostgreSQL, as npm test does, and starts them.
  --list        the demonstrations
  --seconds N   of the longest part (20)
Ctrl-C ends it and cleans up. Exit code 1: something was not as it must be.`;

const options = {
  seconds: { type: 'string', default: '20' },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

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

await runTool(usage, async () => {
  const { values, positionals } = readLine({ allowPositionals: true, options });
  const seconds = wholeNumber('seconds', values.seconds, 2, 600);
  const name = positionals.join(' ').toLowerCase();
  if (values.help) console.log(usage);
  else if (values.list) for (const [key, { title }] of Object.entries(demos)) console.log(`${key.padEnd(8)}${title}`);
  else if (name === 'o8')
    console.log('O8 is the pipeline: push, test, image, deploy. It is no demonstration of processes.');
  else {
    const demo = demos[name];
    if (!demo) throw new UsageError(`Name a demonstration: ${Object.keys(demos).join(', ')}.`);
    process.exit((await play(demo, seconds)) ? 0 : 1);
  }
  return 0;
});
