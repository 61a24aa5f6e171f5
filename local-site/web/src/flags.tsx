import Flag, { AutoDismissFlag } from '@atlaskit/flag';
import { FlagGroup } from '@atlaskit/flag/flag-group';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

export interface FlagContent {
  readonly id: string | number;
  readonly title: string;
  readonly description?: ReactNode;
  readonly appearance?: 'error' | 'info' | 'success' | 'warning';
  readonly actions?: readonly { readonly content: string; readonly onClick: () => void }[];
  /** Goes by itself after eight seconds. */
  readonly fleeting?: boolean;
}
interface Flags {
  readonly show: (flag: FlagContent) => void;
  readonly close: (id: string | number) => boolean;
}
const FlagContext = createContext<Flags | undefined>(undefined);

export function useFlags(): Flags {
  const flags = useContext(FlagContext);
  if (flags === undefined) throw new Error('useFlags outside FlagProvider');
  return flags;
}

/** Bottom-left messages, newest first, of the stage itself and of app frames. */
export function FlagProvider({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  const [shown, setShown] = useState<readonly FlagContent[]>([]);
  const close = useCallback((id: string | number) => {
    let found = false;
    setShown((before) =>
      before.filter((flag) => {
        found ||= flag.id === id;
        return flag.id !== id;
      }),
    );
    return found;
  }, []);
  const show = useCallback((flag: FlagContent) => {
    setShown((before) => [flag, ...before.filter(({ id }) => id !== flag.id)]);
  }, []);
  const flags = useMemo(() => ({ show, close }), [show, close]);
  return (
    <FlagContext.Provider value={flags}>
      {children}
      <section aria-label={label}>
        <FlagGroup label={label} labelTag="h2" shouldRenderToParent onDismissed={close}>
          {shown.map((flag) => {
            const Shape = flag.fleeting === true ? AutoDismissFlag : Flag;
            return (
              <Shape
                key={flag.id}
                id={flag.id}
                title={flag.title}
                description={flag.description}
                appearance="normal"
                icon={<span className={`flag-dot flag-dot-${flag.appearance ?? 'info'}`} aria-hidden="true" />}
                actions={(flag.actions ?? []).map(({ content, onClick }) => ({
                  content,
                  onClick: () => {
                    onClick();
                    close(flag.id);
                  },
                }))}
              />
            );
          })}
        </FlagGroup>
      </section>
    </FlagContext.Provider>
  );
}
