import { createHash } from 'node:crypto';

/** Contrast is 4.5 : 1 at least, of borders and focus 3 : 1, in both schemes (WCAG 2.2, 1.4.3 and 1.4.11). */
export const style = `
:root { color-scheme: light dark; --text: #1b1b1f; --page: #f6f6f9; --card: #fff; --line: #767680; --main: #1f4fbf;
  --on-main: #fff; --alert: #a3122a; }
@media (prefers-color-scheme: dark) { :root { --text: #ececf1; --page: #16161a; --card: #212127; --line: #8f8f9b;
  --main: #9db8ff; --on-main: #10162b; --alert: #ff9daa; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--page);
  color: var(--text); font: 1rem/1.6 system-ui, "Apple SD Gothic Neo", "Noto Sans KR", "Malgun Gothic", sans-serif; }
main { width: 100%; max-width: 24rem; padding: 1.5rem; background: var(--card); border-radius: .75rem; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.3; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input, button { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; border-radius: .5rem; }
input { color: inherit; background: transparent; border: 1px solid var(--line); }
button { margin-top: 1rem; color: var(--on-main); background: var(--main); border: 1px solid var(--main);
  font-weight: 600; cursor: pointer; }
button.other { color: var(--main); background: transparent; }
:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
[role=alert] { color: var(--alert); font-weight: 600; }
a { color: var(--main); }
nav { margin-top: 1.5rem; text-align: end; }`;

/** The only style that a page may have, as its Content-Security-Policy says. */
export const styleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
