/** What this org knows of an object and its fields; describe, SOQL and the write rules all read it. */

export interface FieldSchema {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly length: number;
  readonly isNillable: boolean;
  readonly isCreateable: boolean;
  readonly isUpdateable: boolean;
  readonly isDefaultedOnCreate: boolean;
  readonly isIdLookup: boolean;
  readonly isName: boolean;
  readonly relationshipName: string | null;
  readonly referenceTo: readonly string[];
  readonly picklist: readonly string[];
}

interface ObjectFlags {
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly undeletable: boolean;
  readonly searchable: boolean;
  readonly mruEnabled: boolean;
  readonly mergeable: boolean;
  readonly feedEnabled: boolean;
  readonly layoutable: boolean;
  readonly triggerable: boolean;
}

export interface ObjectSchema {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly flags: ObjectFlags;
  readonly fields: readonly FieldSchema[];
  readonly children: readonly {
    readonly object: string;
    readonly field: string;
    readonly name: string;
  }[];
}

const ORDINARY: ObjectFlags = {
  createable: true,
  updateable: true,
  deletable: true,
  undeletable: true,
  searchable: true,
  mruEnabled: true,
  mergeable: false,
  feedEnabled: true,
  layoutable: true,
  triggerable: true,
};

interface ObjectDraft {
  readonly name: string;
  readonly label?: string;
  readonly labelPlural?: string;
  readonly keyPrefix: string;
  readonly flags?: Partial<ObjectFlags>;
  /** One field a line, as `parseField` reads it. */
  readonly fields: string;
  readonly picklists?: Readonly<Record<string, readonly string[]>>;
  readonly children?: ObjectSchema['children'];
}

export function defineObject(draft: ObjectDraft): ObjectSchema {
  const label = draft.label ?? draft.name;
  return {
    name: draft.name,
    label,
    labelPlural: draft.labelPlural ?? `${label}s`,
    keyPrefix: draft.keyPrefix,
    flags: { ...ORDINARY, ...draft.flags },
    fields: draft.fields
      .trim()
      .split('\n')
      .map((line) => parseField(line.trim(), label, draft.picklists ?? {})),
    children: draft.children ?? [],
  };
}

/**
 * A line is `Name type(length) flags Relationship>Object`. Flags: n nillable, c createable, u updateable,
 * d defaulted on create, k idLookup, N the object's name field, - none.
 */
function parseField(
  line: string,
  objectLabel: string,
  picklists: Readonly<Record<string, readonly string[]>>,
): FieldSchema {
  const [name = '', typed = '', flags = '-', reference = null] = line.split(/ +/);
  const [, type = 'string', length = null] = /^(\w+)(?:\((\d+)\))?$/.exec(typed) ?? [];
  const [relationshipName = null, target = null] = reference?.split('>') ?? [];
  return {
    name,
    label: labelOf(name, objectLabel),
    type,
    length: Number(length ?? (type === 'id' || type === 'reference' ? 18 : 0)),
    isNillable: flags.includes('n'),
    isCreateable: flags.includes('c'),
    isUpdateable: flags.includes('u'),
    isDefaultedOnCreate: flags.includes('d') || type === 'id' || type === 'boolean',
    isIdLookup: flags.includes('k') || type === 'id',
    isName: flags.includes('N'),
    relationshipName: relationshipName === '' ? null : relationshipName,
    referenceTo: target?.split(',').filter((object) => object !== '') ?? [],
    picklist: picklists[name] ?? [],
  };
}

function labelOf(name: string, objectLabel: string): string {
  if (name === 'Id') return `${objectLabel} ID`;
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/ Id$/, ' ID')
    .replace(/^Is /, '');
}

export function isRequiredOnCreate(field: FieldSchema): boolean {
  return field.isCreateable && !field.isNillable && !field.isDefaultedOnCreate;
}

export function fieldOf(schema: ObjectSchema, name: string): FieldSchema | null {
  const wanted = name.toLowerCase();
  return schema.fields.find((field) => field.name.toLowerCase() === wanted) ?? null;
}
