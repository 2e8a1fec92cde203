import { say } from '../language/language.ts';
import { close, notices } from './notice.ts';
import './notice.css';

export function Notices() {
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.value.map(({ id, text, kind, href }) => (
        <p key={id} class={`notice ${kind}`}>
          <span>
            {text}
            {href && (
              <>
                {' '}
                <a href={href}>{say.value.catalogue.seeMine}</a>
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
