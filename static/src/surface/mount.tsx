import { view } from '@forge/bridge';
import { Component, StrictMode, type ReactElement, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { readSurface } from './read-surface';
import { SurfaceProvider, type Surface } from './surface';

/** Draws one entry: theme first, so that nothing flashes, then context and words, then the screen. */
export async function mount(screen: (surface: Surface) => ReactElement): Promise<void> {
  const place = document.getElementById('root');
  if (place === null) throw new Error('No place to draw');
  const root = createRoot(place);
  root.render(<Skeleton />);
  void view.theme.enable().catch(() => undefined);
  try {
    const surface = await readSurface();
    document.documentElement.lang = surface.locale;
    document.documentElement.dataset.ground = surface.modal !== null || surface.extension.type === 'jira:issueAction' ? 'overlay' : 'page';
    root.render(
      <StrictMode>
        <SurfaceProvider value={surface}>
          <Guard words={surface.say('ui.broken')} again={surface.say('ui.reload')}>
            {screen(surface)}
          </Guard>
        </SurfaceProvider>
      </StrictMode>,
    );
  } catch {
    // Without context there is no language either.
    root.render(<Broken words="This panel could not be opened. · 이 패널을 열 수 없습니다." again="Reload · 새로 고침" />);
  }
}

/** Keeps the place of a panel while its data comes. */
export function Skeleton(): ReactElement {
  return (
    <div className="skeleton" aria-busy="true">
      <i />
      <i />
      <i />
    </div>
  );
}

function Broken({ words, again }: { readonly words: string; readonly again: string }): ReactElement {
  return (
    <div className="notice notice-danger" role="alert">
      <p>{words}</p>
      <button
        type="button"
        className="plain-button"
        onClick={() => {
          window.location.reload();
        }}
      >
        {again}
      </button>
    </div>
  );
}

interface GuardProps {
  readonly words: string;
  readonly again: string;
  readonly children: ReactNode;
}

/** A mistake of ours in one screen must not leave an empty frame. */
class Guard extends Component<GuardProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken words={this.props.words} again={this.props.again} /> : this.props.children;
  }
}
