import type { IncidentView } from '../../../src/contract/incident';
import type { NameOf } from '../people/use-names';
import type { Incident } from './use-incident';

/** What every part of the incident panel is given. */
export interface PanelProps {
  readonly incident: Incident;
  readonly nameOf: NameOf;
  readonly apply: (view: IncidentView) => void;
  readonly refresh: () => Promise<void>;
}

export const panelTabs = ['timeline', 'updates', 'impact', 'resolve'] as const;
export type PanelTab = (typeof panelTabs)[number];
/** What opens in Jira's modal, never inside the frame. */
export type ModalView = 'handover' | 'assign' | 'take-over' | 'update';
