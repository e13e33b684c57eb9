/** Describe answers with the key sets and the alphabetical order that real orgs show. */
import { isHidden, isReadOnly } from './faults.ts';
import type { SalesforceFaultSettings } from './faults.ts';
import { OBJECTS } from './objects.ts';
import type { FieldSchema, ObjectSchema } from './schema.ts';
import { DRIFT_FIELDS } from './soql/projection.ts';

export function describeGlobal(version: string): unknown {
  return {
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: OBJECTS.map((schema) => describeBriefly(schema, version)),
  };
}

/** `GET /sobjects/X` holds the same summary under `objectDescribe`. */
export function describeBriefly(schema: ObjectSchema, version: string): unknown {
  const { flags } = schema;
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: flags.createable,
    custom: false,
    customSetting: false,
    deepCloneable: false,
    deletable: flags.deletable,
    deprecatedAndHidden: false,
    feedEnabled: flags.feedEnabled,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: schema.keyPrefix,
    label: schema.label,
    labelPlural: schema.labelPlural,
    layoutable: flags.layoutable,
    mergeable: flags.mergeable,
    mruEnabled: flags.mruEnabled,
    name: schema.name,
    queryable: true,
    replicateable: true,
    retrieveable: true,
    searchable: flags.searchable,
    triggerable: flags.triggerable,
    undeletable: flags.undeletable,
    updateable: flags.updateable,
    urls: urlsOf(schema, version),
  };
}

export function describeObject(
  schema: ObjectSchema,
  version: string,
  faults: SalesforceFaultSettings,
): unknown {
  const { flags } = schema;
  const fields = schema.fields
    .filter((field) => !isHidden(faults, schema.name, field.name))
    .map((field) => {
      const isLocked = isReadOnly(faults, schema.name, field.name);
      return describeField(
        isLocked ? { ...field, isCreateable: false, isUpdateable: false } : field,
      );
    });
  if (faults.unknownFields && schema.name === 'CampaignMember') {
    for (const name of Object.keys(DRIFT_FIELDS)) {
      fields.push(describeField({ ...UNKNOWN_FIELD, name, label: name }));
    }
  }
  return {
    actionOverrides: [],
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    childRelationships: schema.children.map((child) => ({
      cascadeDelete: true,
      childSObject: child.object,
      deprecatedAndHidden: false,
      field: child.field,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: child.name,
      restrictedDelete: false,
    })),
    compactLayoutable: true,
    createable: flags.createable,
    custom: false,
    customSetting: false,
    deepCloneable: false,
    defaultImplementation: null,
    deletable: flags.deletable,
    deprecatedAndHidden: false,
    extendedBy: null,
    extendsInterfaces: null,
    feedEnabled: flags.feedEnabled,
    fields,
    hasSubtypes: false,
    implementedBy: null,
    implementsInterfaces: null,
    isInterface: false,
    isSubtype: false,
    keyPrefix: schema.keyPrefix,
    label: schema.label,
    labelPlural: schema.labelPlural,
    layoutable: flags.layoutable,
    listviewable: null,
    lookupLayoutable: null,
    mergeable: flags.mergeable,
    mruEnabled: flags.mruEnabled,
    name: schema.name,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    queryable: true,
    recordTypeInfos: [
      {
        active: true,
        available: true,
        defaultRecordTypeMapping: true,
        developerName: 'Master',
        master: true,
        name: 'Master',
        recordTypeId: '012000000000000AAA',
        urls: {
          layout: `/services/data/v${version}/sobjects/${schema.name}/describe/layouts/012000000000000AAA`,
        },
      },
    ],
    replicateable: true,
    retrieveable: true,
    searchLayoutable: true,
    searchable: flags.searchable,
    sobjectDescribeOption: 'FULL',
    supportedScopes: [{ label: `All ${schema.labelPlural.toLowerCase()}`, name: 'everything' }],
    triggerable: flags.triggerable,
    undeletable: flags.undeletable,
    updateable: flags.updateable,
    urls: urlsOf(schema, version),
  };
}

const UNKNOWN_FIELD: FieldSchema = {
  name: '',
  label: '',
  type: 'string',
  length: 80,
  isNillable: true,
  isCreateable: true,
  isUpdateable: true,
  isDefaultedOnCreate: false,
  isIdLookup: false,
  isName: false,
  relationshipName: null,
  referenceTo: [],
  picklist: [],
};

const SOAP_TYPES: Readonly<Record<string, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  address: 'urn:address',
};

function describeField(field: FieldSchema): unknown {
  const isText = (SOAP_TYPES[field.type] ?? 'xsd:string') === 'xsd:string';
  return {
    aggregatable: field.type !== 'boolean' && field.type !== 'address',
    aiPredictionField: false,
    autoNumber: false,
    byteLength: isText ? field.length * 3 : field.length,
    calculated: false,
    calculatedFormula: null,
    cascadeDelete: false,
    caseSensitive: false,
    compoundFieldName: null,
    controllerName: null,
    createable: field.isCreateable,
    custom: field.name.endsWith('__c'),
    defaultValue: field.type === 'boolean' ? false : null,
    defaultValueFormula: null,
    defaultedOnCreate: field.isDefaultedOnCreate,
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: field.type === 'int' ? 8 : 0,
    displayLocationInDecimal: false,
    encrypted: false,
    externalId: false,
    extraTypeInfo: null,
    filterable: field.name !== 'Description',
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable: field.type !== 'datetime' && field.name !== 'Description',
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: field.isIdLookup,
    inlineHelpText: null,
    label: field.label,
    length: field.length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.isName,
    namePointing: field.referenceTo.length > 1,
    nillable: field.isNillable,
    permissionable: field.isNillable && field.isCreateable,
    picklistValues: field.picklist.map((value, index) => ({
      active: true,
      defaultValue: index === 0,
      label: value,
      validFor: null,
      value,
    })),
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.type === 'double' || field.type === 'currency' ? 18 : 0,
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    relationshipOrder: null,
    restrictedDelete: false,
    restrictedPicklist: false,
    scale: 0,
    searchPrefilterable: false,
    soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
    sortable: field.name !== 'Description',
    type: field.type,
    unique: false,
    updateable: field.isUpdateable,
    writeRequiresMasterRead: false,
  };
}

function urlsOf(schema: ObjectSchema, version: string): Readonly<Record<string, string>> {
  const sobject = `/services/data/v${version}/sobjects/${schema.name}`;
  return {
    compactLayouts: `${sobject}/describe/compactLayouts`,
    rowTemplate: `${sobject}/{ID}`,
    describe: `${sobject}/describe`,
    layouts: `${sobject}/describe/layouts`,
    sobject,
  };
}
