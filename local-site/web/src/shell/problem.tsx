import Button from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import Spinner from '@atlaskit/spinner';
import type { ReactNode } from 'react';
import { useMessages } from '../messages/messages.tsx';
import { reasonsOf, RestError } from '../rest.ts';
import type { Resource } from '../use-resource.ts';

/** A screen that could not be loaded: what it means, what to do, and a way to try again. */
export function Problem({ error, retry }: { readonly error: unknown; readonly retry?: (() => void) | undefined }): ReactNode {
  const texts = useMessages();
  const status = error instanceof RestError ? error.status : -1;
  const [title, hint] = ((): readonly [string, string] => {
    switch (status) {
      case 0:
        return [texts.offline, texts.offlineHint];
      case 401:
        return [texts.signedOut, texts.signedOutHint];
      case 403:
        return [texts.forbidden, texts.forbiddenHint];
      case 404:
        return [texts.missing, texts.missingHint];
      default:
        return [texts.failed, ''];
    }
  })();
  return (
    <div className="problem" role="alert">
      <SectionMessage appearance={status === 403 || status === 404 ? 'warning' : 'error'} title={title}>
        {hint !== '' && <p>{hint}</p>}
        {reasonsOf(error).map((reason) => (
          <p key={reason} className="lines">
            {reason}
          </p>
        ))}
        {retry !== undefined && <Button onClick={retry}>{texts.retry}</Button>}
      </SectionMessage>
    </div>
  );
}

/** Refusals beside the thing that was tried; lines stay lines. */
export function Reasons({
  title,
  reasons,
  onDismiss,
}: {
  readonly title: string;
  readonly reasons: readonly string[];
  readonly onDismiss?: () => void;
}): ReactNode {
  const texts = useMessages();
  return (
    <div className="reasons" role="alert">
      <SectionMessage appearance="error" title={title}>
        {reasons.map((reason) => (
          <p key={reason} className="lines">
            {reason}
          </p>
        ))}
        {onDismiss !== undefined && (
          <Button spacing="compact" onClick={onDismiss}>
            {texts.close}
          </Button>
        )}
      </SectionMessage>
    </div>
  );
}

export function Waiting(): ReactNode {
  const texts = useMessages();
  return (
    <div className="waiting">
      <Spinner size="large" label={texts.loading} />
    </div>
  );
}

/** The three states of something loaded. */
export function Loaded<T>({
  resource,
  children,
}: {
  readonly resource: Resource<T>;
  readonly children: (value: T) => ReactNode;
}): ReactNode {
  if (resource.state === 'loading') return <Waiting />;
  if (resource.state === 'failed') return <Problem error={resource.error} retry={resource.reload} />;
  return <>{children(resource.value)}</>;
}

export function EmptyState({
  title,
  hint,
  action,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {hint !== undefined && <p>{hint}</p>}
      {action}
    </div>
  );
}
