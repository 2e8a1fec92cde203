import { expectationsOf, plain } from './expectations.ts';
import { kakaoLives } from './kakao.lives.ts';
import { lives } from './lives.ts';
import { marketLives } from './market.lives.ts';
import { registrationLives } from './registration.lives.ts';
import { screeningLives } from './screening.lives.ts';
import { storeLives } from './store.lives.ts';
import { vaccineLives } from './vaccine.lives.ts';

/** Prints the lives as the code of today writes them, a line for each, to be appended to `events.jsonl`. */
const [day] = process.argv.slice(2);
if (!day) throw new Error('Say the day, or another name of this version: node test/golden/record.ts 2026-11-26');
const all = {
  ...lives,
  ...screeningLives,
  ...kakaoLives,
  ...marketLives,
  ...registrationLives,
  ...vaccineLives,
  ...storeLives,
};
for (const [life, live] of Object.entries(all)) {
  const events = plain(live());
  console.log(JSON.stringify({ day, life, events, expected: expectationsOf(events) }));
}
