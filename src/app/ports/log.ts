/** One line per decision: who, which incident, which codes. Nothing personal beyond account ids, no texts. */
export interface Log {
  info(event: string, facts: Readonly<Record<string, string | number | null>>): void;
  warn(event: string, facts: Readonly<Record<string, string | number | null>>): void;
}
