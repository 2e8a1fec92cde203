// biome-ignore-all lint/performance/noBarrelFile: pages from outside need one place to import from
/** What pages of systems are made with. Those from outside import it as `yeyak/kit`. */
export { get, type Page, send } from './api/http.ts';
export { NoAnswer, Problem } from './api/problem.ts';
export { keyActions, letterOf } from './keyboard/keys.ts';
export { focusRow, moveFocus } from './keyboard/rows.ts';
export {
  bytes,
  clock,
  day,
  duration,
  instant,
  languageName,
  moment,
  number,
  price,
  timeOfDay,
  won,
} from './language/format.ts';
export { language, say, saying } from './language/language.ts';
export { ordinal, plural } from './language/plural.ts';
export type { Connection } from './live/following.ts';
export { useLiveRows } from './live/live-rows.ts';
export { useAsked, usePolled } from './live/polled.ts';
export { useRead } from './live/read.ts';
export { explain } from './notice/explain.ts';
export { tell } from './notice/notice.ts';
export { type Intent, newKey } from './outbox/intent.ts';
export { onRefused, pendingAbout, submit } from './outbox/outbox.ts';
export { Progress } from './outbox/progress.tsx';
export { asking, known } from './session/asking.ts';
export { ForPerson } from './session/for-person.tsx';
export { Gate } from './session/gate.tsx';
export { has, isAdmin, isOpen, person } from './session/session.ts';
export { AskingButton, Confirm } from './shell/confirm.tsx';
export { Dialog } from './shell/dialog.tsx';
export { useHeading } from './shell/page.ts';
export { definePages, type Pages } from './shell/pages.ts';
export { History } from './story/history.tsx';
export { Steps } from './story/steps.tsx';
