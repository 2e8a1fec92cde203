import { useLocation } from 'preact-iso';
import { language, say, speak } from '../language/language.ts';
import { Account } from '../session/account.tsx';
import { isOpen } from '../session/session.ts';
import { choose, type Theme, theme, themes } from '../theme/theme.ts';
import { addressOf, pagesAt, registered } from './pages.ts';

export function Header() {
  return (
    <header class="bar">
      <div class="bar-inner">
        <a class="brand" href="/app/">
          <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="28" height="28" />
          {say.value.brand}
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
  const here = pagesAt(path);
  const links = registered.value
    .filter((pages) => pages === here || pages.everywhere)
    .toSorted((one, other) => Number(one.everywhere ?? false) - Number(other.everywhere ?? false))
    .flatMap((pages) =>
      pages.pages
        .filter(({ isFor }) => isFor?.() ?? true)
        .map((page) => ({ href: addressOf(pages, page), name: page.name?.() })),
    );
  return (
    <nav aria-label={say.value.navigation}>
      <ul>
        {links.map(
          ({ href, name }) =>
            name !== undefined && (
              <li key={href}>
                <a href={href} aria-current={path === href ? 'page' : undefined}>
                  {name}
                </a>
              </li>
            ),
        )}
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
