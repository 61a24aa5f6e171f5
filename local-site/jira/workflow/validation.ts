import type { Principal } from '../../contracts.ts';
import type { Json } from '../json.ts';
import type { Issue, Project, Transition } from '../model.ts';

/** One attempt to carry out a transition, before anything is written. */
export interface Validation {
  readonly principal: Principal;
  readonly project: Project;
  readonly transition: Transition;
  /** As it would be: with the screen's changes in it. */
  readonly issue: Issue;
  /** As it is; absent while the work item is being created. */
  readonly originalIssue?: Issue;
  readonly changed: ReadonlyMap<string, unknown>;
  readonly comments: readonly Json[];
}
