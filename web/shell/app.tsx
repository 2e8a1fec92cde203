import { useRef } from 'preact/hooks';
import { LocationProvider, lazy, Route, Router } from 'preact-iso';
import { Catalogue } from '../catalogue/catalogue.tsx';
import { say } from '../language/language.ts';
import { Mypage } from '../mypage/mypage.tsx';
import { Notices } from '../notice/notices.tsx';
import { ReserveQuestion } from '../rental/reserve-question.tsx';
import '../rental/news.ts';
import { isAsking } from '../session/asking.ts';
import { Chooser } from '../session/chooser.tsx';
import { isOpen } from '../session/session.ts';
import { SignedIn } from '../session/signed-in.tsx';
import { Who } from '../session/who.tsx';
import { useKeptFocus } from './focus.ts';
import { Header } from './header.tsx';
import { Missing } from './missing.tsx';
import './shell.css';

const Desk = lazy(() => import('../desk/desk.tsx'));
const Operations = lazy(() => import('../operations/operations.tsx'));

export function App() {
  const content = useRef<HTMLElement>(null);
  useKeptFocus(content);
  return (
    <LocationProvider scope="/app">
      <a class="skip button" href="#content">
        {say.value.skip}
      </a>
      <Header />
      {isOpen() && <Who />}
      <main id="content" ref={content}>
        <Router>
          <Route path="/app" component={Catalogue} />
          <Route path="/app/mypage" component={Mypage} />
          <Route path="/app/desk" component={Desk} />
          <Route path="/app/operations" component={Operations} />
          <Route path="/app/signed-in" component={SignedIn} />
          <Route default component={Missing} />
        </Router>
      </main>
      <Notices />
      {isAsking.value && <Chooser />}
      <ReserveQuestion />
    </LocationProvider>
  );
}
