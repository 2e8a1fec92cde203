import process from 'node:process';
import { type Choice, choiceOf, withUsualKill } from './demo/choice.ts';
import { perform } from './demo/demo.ts';
import { demos } from './demo/list.ts';
import { cast, Stage } from './demo/stage.ts';
import { onSignal } from './on-signal.ts';
import { readLine, runTool, wholeNumber } from './usage.ts';

const usage = `Usage: npm run demo -- NAME | --list [--seconds N] [--kill [SERVICE]]
Plays a demonstration of the documents on processes of this machine, and judges what came of it: a table of accepted, refused, shed,
errors and unknown, beside the documents' figures. Lost, doubled and unpaid must be 0, and the ledger balanced. It needs nats-server,
and some need PostgreSQL, as npm test does, and starts them.
  --list            the demonstrations
  --seconds N       of the longest part (20)
  --kill [SERVICE]  kills a process of the service (rental) by SIGKILL in the middle of the main part: ${cast.join(', ')}, and archive in o7.
                    A supervisor restarts it, as it does when you kill -9 one of the pids that are printed. What a demonstration
                    claims of its availability does not count then; that nothing is lost, doubled or unpaid does
Ctrl-C ends it and cleans up. Exit code 1: something was not as it must be.`;

const options = {
  seconds: { type: 'string', default: '20' },
  kill: { type: 'string' },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Plays it, and ends the program. */
async function play({ demo, kill }: Choice, seconds: number): Promise<never> {
  const stopping = new AbortController();
  const stopped = new Promise<number>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(130));
  });
  onSignal(
    () => stopping.abort(),
    () => process.exit(130),
  );
  const tell = (line: string) => {
    if (!stopping.signal.aborted) console.log(line);
  };
  const whole = async (stage: Stage) => {
    await stage.start();
    return (await perform(demo, { stage, seconds, kill, tell })) ? 0 : 1;
  };
  console.log(demo.title);
  const stage = new Stage(demo, tell);
  const code = await Promise.race([stopped, whole(stage)]).catch((error: Error) => {
    console.error(`The demonstration could not go on: ${error.message}`);
    return 1;
  });
  if (code === 130) console.log('Stopped: ending all processes.');
  stopping.abort();
  await stage.end();
  process.exit(code);
}

await runTool(usage, async () => {
  const { values, positionals } = readLine({
    args: withUsualKill(process.argv.slice(2)),
    allowPositionals: true,
    options,
  });
  const seconds = wholeNumber('seconds', values.seconds, 2, 600);
  if (values.help) console.log(usage);
  else if (values.list) for (const [key, { title }] of Object.entries(demos)) console.log(`${key.padEnd(8)}${title}`);
  else await play(choiceOf(positionals, values.kill), seconds);
  return 0;
});
