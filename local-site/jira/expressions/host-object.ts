/**
 * What reading one member of a Jira object yields. `expensive` names the load behind it: an evaluation is charged one expensive
 * operation per name, however often it reads it. `read` is synchronous; it yields JSON, host objects, and the values of
 * `dates.ts` and `rich-text.ts`.
 */
export interface HostMember {
  readonly read: () => unknown;
  readonly expensive?: string;
}

/** A Jira object an expression can walk: read lazily, member by member. A class, so that no JSON of an app can pose as one. */
export abstract class HostObject {
  /** The name `typeof` gives: `Issue`, `User`, … */
  abstract readonly hostType: string;
  /** Two objects of one type are equal when this is. */
  abstract readonly identity: string;
  /** Undefined when the type has no such member, which is an error for `.` and null for `?.`. */
  abstract member(name: string): HostMember | undefined;
  /** Every member's name, for the message about a wrong one. */
  abstract memberNames(): readonly string[];
  /** Undefined when the type has no such method; may throw `ExpressionError`. */
  method(_name: string, _args: readonly unknown[]): HostMember | undefined {
    return undefined;
  }
  /** The object as an evaluation's result shows it. */
  abstract toJson(): unknown;
}

/** A host object whose members are a fixed table. */
export class HostRecord extends HostObject {
  readonly hostType: string;
  readonly identity: string;
  protected readonly members: Readonly<Record<string, HostMember>>;
  private readonly json: () => unknown;

  constructor(hostType: string, identity: string, members: Readonly<Record<string, HostMember>>, json: () => unknown) {
    super();
    this.hostType = hostType;
    this.identity = identity;
    this.members = members;
    this.json = json;
  }

  member(name: string): HostMember | undefined {
    return Object.hasOwn(this.members, name) ? this.members[name] : undefined;
  }

  memberNames(): readonly string[] {
    return Object.keys(this.members);
  }

  toJson(): unknown {
    return this.json();
  }
}
