import Button from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { CHANNEL, createEndpoint, isWireMessage, type Endpoint } from '../bridge/wire.ts';
import { useDialogs } from '../dialog-context.ts';
import { useFlags, type FlagContent } from '../flags.tsx';
import { useLive } from '../live.ts';
import { useMessages } from '../messages/messages.tsx';
import { rest } from '../rest.ts';
import { navigate } from '../router.tsx';
import { frameTheme, themeState, useTheme } from '../theme.tsx';
import { runOperation, type FlagRequest, type FramePage, type ModalRequest } from './bridge-operations.ts';
import { createFrameHistory } from './frame-history.ts';
import { FrameModal } from './frame-modal.tsx';
import { mountOfResource, type FrameMount } from './frame-mount.ts';
import { listenToEvents } from './page-bus.ts';

/** A frame that says nothing this long after its document loaded carries no bridge: an error page, or not an app. */
const SILENCE_MS = 2000;
const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-popups allow-downloads allow-modals';

export interface ForgeFrameProps {
  readonly mount: FrameMount;
  /** CSS height; without it the frame is as high as its content. */
  readonly height?: string | undefined;
  /** CSS least height of a frame that grows with its content. */
  readonly minHeight?: string | undefined;
  readonly onClose?: ((payload: unknown) => void) | undefined;
  readonly onEscape?: (() => void) | undefined;
  readonly onRefresh?: (() => void) | undefined;
  readonly onConfigureRule?: ((configure: () => Promise<unknown>) => void) | undefined;
  /** Runs what the app asked to be told about, when whatever holds the frame is about to close it. */
  readonly closing?: { current: (() => unknown) | undefined } | undefined;
}

/** One app module in a sandboxed iframe on its own origin, with the bridge of a Forge app. */
export function ForgeFrame(props: ForgeFrameProps): ReactNode {
  const { mount } = props;
  const texts = useMessages();
  const frame = useRef<HTMLIFrameElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [phase, setPhase] = useState<'loading' | 'ready' | 'failed'>('loading');
  const [contentHeight, setContentHeight] = useState(0);
  const [modal, setModal] = useState<ModalRequest | undefined>();
  const themed = useRef(false);
  const theme = useTheme();
  const wire = useFrameWire(props, frame, { theme, themed, openModal: setModal, attempt, setPhase, setContentHeight });

  useEffect(() => {
    if (themed.current) void sendTheme(wire.current, theme.mode);
  }, [theme.mode, wire]);

  useEffect(() => {
    if (phase !== 'loading') return;
    const timer = window.setTimeout(() => {
      setPhase('failed');
    }, 15_000);
    return () => {
      window.clearTimeout(timer);
    };
  }, [phase, attempt]);

  const retry = (): void => {
    setPhase('loading');
    setAttempt((previous) => previous + 1);
  };
  const loaded = (): void => {
    window.setTimeout(() => {
      setPhase((now) => (now === 'loading' && !wire.greeted() ? 'failed' : now));
    }, SILENCE_MS);
  };
  const height = props.height ?? (phase === 'ready' ? `${String(Math.max(contentHeight, 16))}px` : '120px');

  return (
    <div className="frame" aria-busy={phase === 'loading'} data-module={mount.moduleKey}>
      {phase === 'loading' && <FrameSkeleton label={texts.frameLoading(mount.title)} />}
      {phase === 'failed' ? (
        <SectionMessage appearance="error" title={texts.frameFailed(mount.title)}>
          <p>{texts.frameFailedHint}</p>
          <Button onClick={retry}>{texts.retry}</Button>
        </SectionMessage>
      ) : (
        <iframe
          key={attempt}
          ref={frame}
          title={mount.title}
          src={mount.url}
          sandbox={SANDBOX}
          className={phase === 'ready' ? 'frame-inner' : 'frame-inner frame-waiting'}
          style={{ height, ...(props.minHeight === undefined ? {} : { minHeight: props.minHeight }) }}
          onLoad={loaded}
        />
      )}
      {modal !== undefined && (
        <FrameModal
          Frame={ForgeFrame}
          title={modal.title === '' ? mount.title : modal.title}
          size={modal.size}
          mount={mountOfResource(mount, modal.resource, { modal: modal.context })}
          closeOnEscape={modal.closeOnEscape}
          closeOnOverlayClick={modal.closeOnOverlayClick}
          onRefresh={props.onRefresh}
          onClose={(payload) => {
            setModal(undefined);
            void modal.onClose(payload);
          }}
        />
      )}
    </div>
  );
}

function FrameSkeleton({ label }: { readonly label: string }): ReactNode {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{label}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

interface WireState {
  readonly theme: ReturnType<typeof useTheme>;
  readonly themed: { current: boolean };
  readonly openModal: (request: ModalRequest) => void;
  readonly attempt: number;
  readonly setPhase: (phase: 'loading' | 'ready' | 'failed') => void;
  readonly setContentHeight: (height: number) => void;
}

/** Connects the frame's messages to the bridge operations for as long as this attempt of the frame lives. */
function useFrameWire(
  props: ForgeFrameProps,
  frame: { readonly current: HTMLIFrameElement | null },
  state: WireState,
): { current: Endpoint | undefined; greeted: () => boolean } {
  const flags = useFlags();
  const dialogs = useDialogs();
  const frameId = useId();
  const latest = useRef({ props, state, flags, dialogs });
  latest.current = { props, state, flags, dialogs };
  const deliver = useRef<(event: string, payload: unknown) => void>(() => undefined);
  const wire = useMemo<{ current: Endpoint | undefined; hello: boolean; greeted: () => boolean }>(
    () => ({
      current: undefined,
      hello: false,
      greeted() {
        return this.hello;
      },
    }),
    [],
  );

  useLive((event) => {
    if (event.type !== 'issue-changed' || event.issueKey !== props.mount.issueKey) return;
    deliver.current('JIRA_ISSUE_CHANGED', { issueId: event.issueId, issueKey: event.issueKey, changes: [{ changeType: 'updated' }] });
  });

  useLayoutEffect(() => {
    const listeners = new Set<{ scope: 'own' | 'public'; event: string; callback: (payload: unknown) => unknown }>();
    const tell = (scope: 'own' | 'public') => (event: string, payload: unknown) => {
      for (const listener of listeners)
        if (listener.scope === scope && listener.event === event) void Promise.resolve(listener.callback(payload)).catch(() => undefined);
    };
    const stops = [listenToEvents('own', tell('own')), listenToEvents('public', tell('public'))];
    deliver.current = tell('own');
    wire.hello = false;
    latest.current.state.themed.current = false;

    const page = framePage(
      latest,
      frameId,
      wire,
      (scope, event, callback) => {
        const entry = { scope, event, callback };
        listeners.add(entry);
        return () => {
          listeners.delete(entry);
        };
      },
      stops,
    );
    const origin = new URL(latest.current.props.mount.url).origin;
    wire.current = createEndpoint(
      (message) => {
        frame.current?.contentWindow?.postMessage(message, origin);
      },
      (command, data) => runOperation(page, command, data),
    );
    const receive = (event: MessageEvent<unknown>): void => {
      if (event.source === null || event.source !== frame.current?.contentWindow || event.origin !== origin || !isWireMessage(event.data))
        return;
      const message = event.data;
      if (message.kind === 'hello') {
        wire.hello = true;
        listeners.clear();
      } else if (message.kind === 'size') {
        latest.current.state.setContentHeight(message.height);
        if (message.height > 0) latest.current.state.setPhase('ready');
      } else if (message.kind === 'escape') latest.current.props.onEscape?.();
      else wire.current?.receive(message);
    };
    window.addEventListener('message', receive);
    return () => {
      window.removeEventListener('message', receive);
      for (const stop of stops) stop();
    };
  }, [props.mount.url, state.attempt, frame, frameId, wire]);

  return wire;
}

interface Latest {
  readonly current: {
    readonly props: ForgeFrameProps;
    readonly state: WireState;
    readonly flags: ReturnType<typeof useFlags>;
    readonly dialogs: ReturnType<typeof useDialogs>;
  };
}

function framePage(
  latest: Latest,
  frameId: string,
  wire: { current: Endpoint | undefined },
  listen: FramePage['listen'],
  stops: (() => void)[],
): FramePage {
  const now = (): Latest['current'] => latest.current;
  const { props } = now();
  return {
    mount: props.mount,
    frameId,
    siteUrl: window.location.origin,
    listen,
    fetch: (input, init) => window.fetch(input, init),
    post: (path, body) => rest(path, { body }),
    theme: () => themeState(now().state.theme.mode),
    enableTheming: async () => {
      now().state.themed.current = true;
      await sendTheme(wire.current, now().state.theme.mode);
    },
    ready: () => {
      now().state.setPhase('ready');
    },
    openModal: (request) => {
      now().state.openModal(request);
    },
    close:
      props.onClose === undefined
        ? undefined
        : (payload) => {
            now().props.onClose?.(payload);
          },
    onClose: (callback) => {
      if (props.closing !== undefined) props.closing.current = callback;
    },
    refresh:
      props.onRefresh === undefined
        ? undefined
        : () => {
            now().props.onRefresh?.();
          },
    configureRule: props.onConfigureRule,
    history: () => {
      const { dispose, ...history } = createFrameHistory(props.mount.pageBase ?? '');
      stops.push(dispose);
      return history;
    },
    goTo,
    showFlag: (flag) => {
      now().flags.show(flagContent(flag));
    },
    closeFlag: (id) => now().flags.close(id),
    openIssue: (key, onClose) => {
      now().dialogs.openIssue(key, onClose);
    },
    createIssue: (context, onClose) => {
      now().dialogs.openCreate({ ...(context as Record<string, string>), onClose });
    },
  };
}

async function sendTheme(endpoint: Endpoint | undefined, mode: 'light' | 'dark'): Promise<void> {
  const theme = await frameTheme(mode);
  endpoint?.send({ channel: CHANNEL, kind: 'theme', theme });
}

function goTo(url: string, newTab: boolean): void {
  const target = new URL(url, window.location.origin);
  if (newTab) window.open(target.href, '_blank', 'noopener');
  else if (target.origin === window.location.origin) navigate(target.pathname + target.search + target.hash);
  else window.location.assign(target.href);
}

function flagContent(flag: FlagRequest): FlagContent {
  const kind = flag.appearance ?? flag.type;
  return {
    id: flag.id,
    title: flag.title ?? '',
    ...(flag.description === undefined ? {} : { description: <span className="lines">{flag.description}</span> }),
    appearance: kind === 'error' || kind === 'success' || kind === 'warning' ? kind : 'info',
    actions: (flag.actions ?? []).map(({ text, onClick }) => ({ content: text, onClick })),
    fleeting: flag.isAutoDismiss === true,
  };
}
