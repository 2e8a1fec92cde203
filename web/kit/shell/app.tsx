import { useRef } from 'preact/hooks';
import { LocationProvider, lazy, Route, Router } from 'preact-iso';
import { say } from '../language/language.ts';
import { Notices } from '../notice/notices.tsx';
import { isAsking } from '../session/asking.ts';
import { Chooser } from '../session/chooser.tsx';
import { isOpen } from '../session/session.ts';
import { SignedIn } from '../session/signed-in.tsx';
import { Who } from '../session/who.tsx';
import { useKeptFocus } from './focus.ts';
import { Header } from './header.tsx';
import { Missing } from './missing.tsx';
import { addressOf, registered } from './pages.ts';
import './shell.css';

const Home = lazy(() => import('../home/home.tsx'));

/** The frame of all pages, with those that folders have registered. */
export function App() {
  const content = useRef<HTMLElement>(null);
  useKeptFocus(content);
  const all = registered.value;
  return (
    <LocationProvider scope="/app">
      <a class="skip button" href="#content">
        {say.value.skip}
      </a>
      <Header />
      {isOpen() && <Who />}
      <main id="content" ref={content}>
        <Router>
          <Route path="/app" component={Home} />
          <Route path="/app/signed-in" component={SignedIn} />
          {all.flatMap((pages) =>
            pages.pages.map((page) => (
              <Route key={addressOf(pages, page)} path={addressOf(pages, page)} component={page.component} />
            )),
          )}
          <Route default component={Missing} />
        </Router>
      </main>
      <Notices />
      {isAsking.value && <Chooser />}
      {all.map(({ name, Always }) => Always && <Always key={name} />)}
    </LocationProvider>
  );
}
