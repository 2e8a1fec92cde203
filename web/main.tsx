import { render } from 'preact';
import { retry } from './outbox/outbox.ts';
import { resume } from './session/session.ts';
import { loadSettings } from './session/settings.ts';
import { App } from './shell/app.tsx';
import './style/base.css';
import './style/controls.css';
import './theme/theme.ts';

await loadSettings();
resume();
const place = document.getElementById('app');
if (place) render(<App />, place);
retry();
