import type { ReactElement } from 'react';
import { useSurface } from '../surface/surface';
import { dayText } from '../time/format-time';
import type { PanelProps } from './panel-props';

/** Who owes the postmortem: the linked one's owner, or whoever will own the one that Resolve creates (handbook: SEV1 and SEV2 require one). */
export function PostmortemOwed({ incident: { issue, site, view }, nameOf }: PanelProps): ReactElement {
  const { say, locale } = useSurface();
  const linked = issue.gate.links.flatMap(({ linkTypeId, item }) =>
    linkTypeId === site.linkTypes.postmortem && item?.typeId === site.types.postmortem ? [item] : [],
  );
  const open = linked.find(({ statusId }) => statusId !== site.statuses.waived);
  if (open !== undefined) {
    const owner = open.assigneeId === null ? say('ui.owed.nobody') : nameOf(open.assigneeId);
    const due = open.dueDate === null ? say('ui.owed.no-day') : dayText(open.dueDate, locale);
    return <p>{say('ui.owed.linked', { key: open.key, name: owner, day: due })}</p>;
  }
  const waived = linked[0];
  if (waived !== undefined) return <p>{say('ui.owed.waived', { key: waived.key })}</p>;
  const severity = issue.severity?.label ?? '';
  if (issue.severity?.name === 'sev3') return <p className="subtle">{say('ui.owed.optional', { severity })}</p>;
  const { im } = view.command;
  return <p>{im === null ? say('ui.owed.required-nobody', { severity }) : say('ui.owed.required', { severity, name: nameOf(im) })}</p>;
}
