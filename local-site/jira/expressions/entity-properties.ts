import { ExpressionError } from './expression-error.ts';
import { HostObject, type HostMember } from './host-object.ts';
import type { IssueReader, PropertyOwner } from './issue-reader.ts';

/** `issue.properties` and its like: each property read is an expensive operation, an unset one is null. */
export class EntityProperties extends HostObject {
  readonly hostType = 'EntityProperties';
  readonly identity: string;
  private readonly reader: IssueReader;
  private readonly owner: PropertyOwner;
  private readonly ownerId: string | null;

  /** `ownerId` is null while the owner is being created; it has no properties yet. */
  constructor(reader: IssueReader, owner: PropertyOwner, ownerId: string | null) {
    super();
    this.reader = reader;
    this.owner = owner;
    this.ownerId = ownerId;
    this.identity = `${owner}:${ownerId ?? 'new'}`;
  }

  member(name: string): HostMember {
    const { ownerId } = this;
    return {
      expensive: `property:${this.identity}:${name}`,
      read: () => (ownerId === null ? null : (this.reader.property(this.owner, ownerId, name) ?? null)),
    };
  }

  memberNames(): readonly string[] {
    return [];
  }

  override method(name: string, args: readonly unknown[]): HostMember | undefined {
    const [key] = args;
    const { ownerId } = this;
    if (name === 'updated') throw new ExpressionError('unsupported', 'EntityProperties.updated() is not modelled by the local site.');
    if (name === 'get' && args.length === 1 && typeof key === 'string') return this.member(key);
    if (name === 'keys' && args.length === 0) {
      return {
        expensive: `property-keys:${this.identity}`,
        read: () => (ownerId === null ? [] : this.reader.propertyKeys(this.owner, ownerId)),
      };
    }
    if (name === 'get' || name === 'keys')
      throw new ExpressionError('type', `${name}() takes ${name === 'get' ? 'one text' : 'no arguments'}.`);
    return undefined;
  }

  toJson(): unknown {
    throw new ExpressionError('unsupported', 'Returning all properties is not modelled by the local site.');
  }
}
