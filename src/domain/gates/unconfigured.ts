/**
 * The manifest's expression of every gate: a rule added by hand refuses until the setup page or the rule's own screen
 * gives it this site's expression, for a gate that silently passed would be none.
 */
export const UNCONFIGURED_EXPRESSION =
  "'This gate is not configured yet. Ask a Jira admin to open Incident Handbook setup, or to edit this rule and save it.'";
