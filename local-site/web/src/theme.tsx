import { getGlobalTheme } from '@atlaskit/tokens/get-global-theme';
import { getThemeHtmlAttrs } from '@atlaskit/tokens/get-theme-html-attrs';
import { getThemeStyles } from '@atlaskit/tokens/get-theme-styles';
import { setGlobalTheme } from '@atlaskit/tokens/set-global-theme';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { FrameTheme } from './bridge/wire.ts';

export type ColorChoice = 'light' | 'dark' | 'auto';
export type ColorMode = 'light' | 'dark';
const KEY = 'stage-theme';
const themes = { light: 'light', dark: 'dark', spacing: 'spacing', typography: 'typography', shape: 'shape' } as const;

interface Theme {
  readonly choice: ColorChoice;
  readonly mode: ColorMode;
  readonly choose: (choice: ColorChoice) => void;
}
const ThemeContext = createContext<Theme | undefined>(undefined);

export function useTheme(): Theme {
  const theme = useContext(ThemeContext);
  if (theme === undefined) throw new Error('useTheme outside ThemeProvider');
  return theme;
}

/** Called before the first render, so that the page never shows in the wrong colours. */
export async function applyTheme(choice: ColorChoice = rememberedChoice()): Promise<void> {
  await setGlobalTheme({ ...themes, colorMode: choice });
}

/** What `getContext().theme` says inside frames. */
export function themeState(mode: ColorMode): Readonly<Record<string, unknown>> {
  return { ...getGlobalTheme(), ...themes, colorMode: mode };
}

/** The attributes and style sheet with which a frame looks like the site. */
export async function frameTheme(mode: ColorMode): Promise<FrameTheme> {
  const styles = await getThemeStyles({ ...themes, colorMode: mode });
  return { attributes: getThemeHtmlAttrs({ ...themes, colorMode: mode }), css: styles.map(({ css }) => css).join('\n') };
}

export function ThemeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [choice, setChoice] = useState<ColorChoice>(rememberedChoice);
  const [systemDark, setSystemDark] = useState(() => darkQuery().matches);
  useEffect(() => {
    const query = darkQuery();
    const changed = (): void => {
      setSystemDark(query.matches);
    };
    query.addEventListener('change', changed);
    return () => {
      query.removeEventListener('change', changed);
    };
  }, []);
  const theme = useMemo<Theme>(
    () => ({
      choice,
      mode: choice === 'auto' ? (systemDark ? 'dark' : 'light') : choice,
      choose: (next) => {
        localStorage.setItem(KEY, next);
        setChoice(next);
        void applyTheme(next);
      },
    }),
    [choice, systemDark],
  );
  return <ThemeContext.Provider value={theme}>{children}</ThemeContext.Provider>;
}

const darkQuery = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

function rememberedChoice(): ColorChoice {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}
