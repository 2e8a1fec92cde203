import { say } from '../language/language.ts';
import { close, notices } from './notice.ts';
import './notice.css';

export function Notices() {
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.value.map(({ id, text, kind, link }) => (
        <p key={id} class={`notice ${kind}`}>
          <span>
            {text}
            {link && (
              <>
                {' '}
                <a href={link.href}>{link.name}</a>
              </>
            )}
          </span>
          <button type="button" class="quiet" onClick={() => close(id)} aria-label={say.value.close}>
            ✕
          </button>
        </p>
      ))}
    </div>
  );
}
