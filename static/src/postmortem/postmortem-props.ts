import type { Postmortem } from './use-postmortem';

/** What every part of the postmortem panel is given. */
export interface PostmortemProps {
  readonly postmortem: Postmortem;
  readonly refresh: () => Promise<void>;
}
