import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { parseCurl } from '../support/curl.ts';
import { passes } from '../support/system.api.ts';
import { newSystem } from '../support/system.scales.ts';

/** A command that the README shows, and the lines that it shows as its answer; none for "try it yourself". */
interface Example {
  readonly command: string;
  readonly answer: readonly string[];
}

describe('The session with curl in the README', () => {
  const examples = examplesOf(readFileSync('README.md', 'utf8'));
  const system = newSystem.inOneProcess();
  let lastId = '';
  before(async function () {
    this.timeout(60_000);
    await system.start();
  });
  after(() => system.stop());

  it('is found', () => assert.ok(examples.length >= 8, `${examples.length} commands`));

  for (const { command, answer } of examples)
    it(command, async () => {
      const { url, ...request } = parseCurl(command.replace('SECOND_ID', lastId));
      const run = async () => {
        const response = await fetch(url.replace('http://127.0.0.1:3000', system.url), request);
        const text = await response.text();
        if (request.method === 'POST') lastId = JSON.parse(text).id;
        for (const line of answer) check(line, response, text);
        if (answer.length === 0) assert.ok(response.ok, text);
      };
      // What follows from an event is there a moment later: only reading may be repeated.
      await (request.method === 'GET' ? passes(run) : run());
    });
});

function examplesOf(markdown: string): Example[] {
  const blocks = markdown.matchAll(/^```console\n(.*?)^```/gms);
  const commands = Array.from(blocks, ([, block = '']) => block.split(/^\$ /m).slice(1)).flat();
  return commands
    .map((text) =>
      text
        .replaceAll(/\\\n\s*/g, '')
        .trimEnd()
        .split('\n'),
    )
    .map(([command = '', ...answer]) => ({ command, answer: answer.filter((line) => line !== '' && line !== '…') }));
}

/** Is the line in the answer? What differs each time, times and request ids, is not compared. */
function check(line: string, response: Response, text: string): void {
  const header = /^([\w-]+): (.*)$/.exec(line);
  if (line.startsWith('{')) assert.deepEqual(steady(text), steady(line));
  else if (line.startsWith('HTTP/1.1'))
    assert.equal(`HTTP/1.1 ${response.status} ${STATUS_CODES[response.status]}`, line);
  else if (header) assert.equal(response.headers.get(header[1] ?? ''), header[2]);
  else assert.fail(`The README has a line that is no answer: ${line}`);
}

function steady(json: string): object {
  return JSON.parse(json, (key, value) => (/At$|^requestId$/.test(key) ? typeof value : value));
}
