import { useEffect, useRef, type ReactElement } from 'react';
import { useSurface } from '../surface/surface';
import { ActionButton } from '../ui/action-button';
import { focusWhenThere } from '../ui/focus-when-there';
import { useRemembered } from '../ui/use-remembered';
import { openModal } from './open-modal';
import type { PanelProps, PanelTab } from './panel-props';
import { useIncidentCommand } from './use-incident-command';

export interface Shortcuts {
  readonly on: boolean;
  readonly turn: (on: boolean) => void;
}

export const shortcutKeys = ['t', 'u', 'h', 'a', 'i', 'r', 'j', 'k', 'Escape', '?'] as const;
type ShortcutKey = (typeof shortcutKeys)[number];

/** One key per next safe action. Silent in text fields and with a modifier; every action is reachable without them. */
export function useShortcuts(panel: PanelProps, onTab: (tab: PanelTab) => void, onHelp: () => void): Shortcuts {
  const { say } = useSurface();
  const [state, remember] = useRemembered('shortcuts', ['on', 'off'], 'on');
  const acknowledge = useIncidentCommand('acknowledge', panel.apply);
  const act = (key: ShortcutKey): void => {
    switch (key) {
      case 't':
        onTab('timeline');
        {
          focusWhenThere('[data-entry-box]');
          return;
        }
      case 'u': {
        openModal('update', say('ui.modal.update'), () => void panel.refresh());
        return;
      }
      case 'h': {
        openModal('handover', say('ui.modal.handover'), () => void panel.refresh());
        return;
      }
      case 'a':
        return void acknowledge.send({});
      case 'i':
        onTab('impact');
        {
          focusWhenThere('#tab-impact');
          return;
        }
      case 'r':
        onTab('resolve');
        {
          focusWhenThere('#tab-resolve');
          return;
        }
      case 'j': {
        moveEntry(1);
        return;
      }
      case 'k': {
        moveEntry(-1);
        return;
      }
      case 'Escape': {
        focusWhenThere('[role="tab"][aria-selected="true"]');
        return;
      }
      case '?': {
        onHelp();
        return;
      }
    }
  };
  const acting = useRef(act);
  acting.current = act;
  useEffect(() => {
    if (state === 'off') return;
    const listen = (event: KeyboardEvent): void => {
      const key = shortcutKeys.find((one) => one === event.key);
      if (key === undefined || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
      event.preventDefault();
      acting.current(key);
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, [state]);
  return {
    on: state === 'on',
    turn: (on) => {
      remember(on ? 'on' : 'off');
    },
  };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}

function moveEntry(by: number): void {
  const entries = [...document.querySelectorAll<HTMLElement>('[data-entry]')];
  const at = entries.findIndex((entry) => entry === document.activeElement);
  entries[Math.max(0, Math.min(entries.length - 1, at + by))]?.focus();
}

/** The list of keys, with the switch that turns them off. */
export function KeyboardHelp({ shortcuts, close }: { readonly shortcuts: Shortcuts; readonly close: () => void }): ReactElement {
  const { say } = useSurface();
  return (
    <section className="card stack-tight" aria-label={say('ui.keys.title')}>
      <div className="row row-apart">
        <h3>{say('ui.keys.title')}</h3>
        <ActionButton small look="subtle" onPress={close}>
          {say('ui.close')}
        </ActionButton>
      </div>
      <dl className="keys">
        {shortcutKeys.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key === 'Escape' ? 'Esc' : key}</kbd>
            </dt>
            <dd>{say(`ui.keys.${key === '?' ? 'help' : key}`)}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={shortcuts.on}
          onChange={(event) => {
            shortcuts.turn(event.target.checked);
          }}
        />
        {say('ui.keys.on')}
      </label>
    </section>
  );
}
