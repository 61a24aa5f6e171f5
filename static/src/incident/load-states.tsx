import type { ReactElement } from 'react';
import type { RefusalCode } from '../../../src/contract/reply';
import { useSurface } from '../surface/surface';
import { shortText } from '../time/format-time';
import { siteNow } from '../time/site-clock';
import { ActionButton } from '../ui/action-button';
import { Notice } from '../ui/notice';

interface Retry {
  readonly retry: () => Promise<void>;
}

/** Nothing could be read: why, and the way on. */
export function LoadFailed({ code, words, retry }: Retry & { readonly code: RefusalCode; readonly words: string }): ReactElement {
  const { say } = useSurface();
  return (
    <Notice tone="danger" alert>
      <p>{say(`refusals.${code}`)}</p>
      {words !== '' && <p className="said">{words}</p>}
      <ActionButton onPress={() => void retry()}>{say('ui.retry')}</ActionButton>
    </Notice>
  );
}

/** What is shown is no longer fresh, and since when. */
export function StaleLine({ since, retry }: Retry & { readonly since: number }): ReactElement {
  const { say, zone, locale } = useSurface();
  return (
    <Notice tone="warning">
      <p>{say('ui.stale', { time: shortText(since, siteNow(), zone, locale) })}</p>
      <ActionButton small onPress={() => void retry()}>
        {say('ui.retry')}
      </ActionButton>
    </Notice>
  );
}
