import process from 'node:process';
import { type Choice, choiceOf, withUsualKill } from './demo/choice.ts';
import { findSystem, kubectl } from './demo/kubernetes/kubectl.ts';
import { demos } from './demo/list.ts';
import { playingOf } from './demo/playing.ts';
import { cast } from './demo/stage.ts';
import { onSignal } from './on-signal.ts';
import { readLine, runTool, wholeNumber } from './usage.ts';

const usage = `Usage: npm run demo -- NAME | --list [--seconds N] [--kill [SERVICE]] [--on kubernetes] [--with siege | wrk]
Plays a demonstration of the documents on processes of this machine, and judges what came of it: a table of accepted, refused, shed,
errors and unknown, beside the documents' figures. Lost, doubled and unpaid must be 0, and the ledger balanced. It needs nats-server,
and some need PostgreSQL, as npm test does, and starts them.
  --list            the demonstrations
  --seconds N       of the longest part (20)
  --kill [SERVICE]  kills a process of the service (rental) by SIGKILL in the middle of the main part: ${cast.join(', ')}, and archive in o7.
                    A supervisor restarts it, as it does when you kill -9 one of the pids that are printed. What a demonstration
                    claims of its availability does not count then; that nothing is lost, doubled or unpaid does
  --on kubernetes   o3, o4, o5, o6 or o9 on the system in the cluster of KUBECONFIG, in the namespace of its context (docs/deploy.md);
                    --kill deletes a pod there. Afterwards replicas and variables are as they were
  --with PROGRAM    members come by siege or wrk, programs of others that must be installed, instead of this one's own requests
Ctrl-C ends it and cleans up. Exit code 1: something was not as it must be.`;

const options = {
  seconds: { type: 'string', default: '20' },
  kill: { type: 'string' },
  on: { type: 'string', default: 'processes' },
  with: { type: 'string' },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Plays it, and ends the program. */
async function play(choice: Choice, seconds: number): Promise<never> {
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
  if (choice.on === 'kubernetes') await findSystem(kubectl);
  const playing = playingOf(choice, seconds, tell);
  const played = playing.play().then(
    (isGood) => (isGood ? 0 : 1),
    (error: Error) => {
      if (!stopping.signal.aborted) console.error(`The demonstration could not go on: ${error.message}`);
      return 1;
    },
  );
  const code = await Promise.race([stopped, played]);
  if (code === 130) console.log('Stopped: ending all that was started.');
  stopping.abort();
  await playing.end();
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
  else await play(choiceOf({ words: positionals, ...values }), seconds);
  return 0;
});
