import { useLocation } from 'preact-iso';
import { language, say, speak } from '../language/language.ts';
import { Account } from '../session/account.tsx';
import { isAdmin, isOpen, isStaff } from '../session/session.ts';
import { choose, type Theme, theme, themes } from '../theme/theme.ts';

export function Header() {
  const { library } = say.value;
  return (
    <header class="bar">
      <div class="bar-inner">
        <a class="brand" href="/app/">
          <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="28" height="28" />
          {library}
        </a>
        <Navigation />
        <div class="settings">
          <LanguageSwitch />
          <ThemeSwitch />
          {!isOpen() && <Account />}
        </div>
      </div>
    </header>
  );
}

function Navigation() {
  const { path } = useLocation();
  const { pages } = say.value;
  const links = [
    { href: '/app/', name: pages.catalogue, shown: true },
    { href: '/app/mypage', name: pages.mypage, shown: true },
    { href: '/app/desk', name: pages.desk, shown: isStaff.value },
    { href: '/app/operations', name: pages.operations, shown: isAdmin.value },
  ];
  const isHere = (href: string) => path === href.replace(/\/$/, '');
  return (
    <nav aria-label={say.value.library}>
      <ul>
        {links
          .filter(({ shown }) => shown)
          .map(({ href, name }) => (
            <li key={href}>
              <a href={href} aria-current={isHere(href) ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function LanguageSwitch() {
  const other = language.value === 'ko' ? 'en' : 'ko';
  return (
    <button type="button" class="quiet" lang={other} onClick={() => speak(other)}>
      {other === 'ko' ? '한국어' : 'English'}
    </button>
  );
}

function ThemeSwitch() {
  const names = say.value.theme;
  return (
    <select
      aria-label={names.label}
      value={theme.value}
      onChange={({ currentTarget }) => choose(currentTarget.value as Theme)}
    >
      {themes.map((name) => (
        <option key={name} value={name}>
          {names[name]}
        </option>
      ))}
    </select>
  );
}
