import { defineObject } from './schema.ts';
import type { ObjectSchema } from './schema.ts';

const SYSTEM = `
CreatedDate datetime -
CreatedById reference - CreatedBy>User
LastModifiedDate datetime -
LastModifiedById reference - LastModifiedBy>User
SystemModstamp datetime -`;

const LEAD_STATUSES = [
  'Open - Not Contacted',
  'Working - Contacted',
  'Closed - Converted',
  'Closed - Not Converted',
];
const LEAD_SOURCES = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];

const CAMPAIGN_MEMBER = defineObject({
  name: 'CampaignMember',
  label: 'Campaign Member',
  keyPrefix: '00v',
  flags: { undeletable: false, searchable: false, mruEnabled: false, feedEnabled: false },
  fields: `
Id id -
IsDeleted boolean -
CampaignId reference c Campaign>Campaign
LeadId reference nc Lead>Lead
ContactId reference nc Contact>Contact
Status picklist(40) ncud
HasResponded boolean -
${SYSTEM.trim()}
FirstRespondedDate date n
Salutation picklist(40) n
Name string(255) nN
FirstName string(40) n
LastName string(80) n
Title string(128) n
Street textarea(255) n
City string(40) n
State string(80) n
PostalCode string(20) n
Country string(80) n
Email email(80) n
Phone phone(40) n
Fax phone(40) n
MobilePhone phone(40) n
Description textarea(32000) n
DoNotCall boolean -
HasOptedOutOfEmail boolean -
HasOptedOutOfFax boolean -
LeadSource picklist(40) n
CompanyOrAccount string(255) n
Type picklist(40) n
LeadOrContactId reference n >Lead,Contact
LeadOrContactOwnerId reference n LeadOrContactOwner>Group,User`,
});

const CAMPAIGN = defineObject({
  name: 'Campaign',
  keyPrefix: '701',
  flags: { feedEnabled: false },
  fields: `
Id id -
IsDeleted boolean -
Name string(80) cukN
ParentId reference ncu Parent>Campaign
Type picklist(40) ncu
Status picklist(40) ncu
StartDate date ncu
EndDate date ncu
ExpectedRevenue currency ncu
BudgetedCost currency ncu
ActualCost currency ncu
ExpectedResponse percent ncu
NumberSent double ncu
IsActive boolean cu
Description textarea(32000) ncu
NumberOfLeads int -
NumberOfConvertedLeads int -
NumberOfContacts int -
NumberOfResponses int -
NumberOfOpportunities int -
NumberOfWonOpportunities int -
AmountAllOpportunities currency -
AmountWonOpportunities currency -
OwnerId reference cud Owner>User
${SYSTEM.trim()}
LastActivityDate date n
LastViewedDate datetime n
LastReferencedDate datetime n
CampaignMemberRecordTypeId reference ncu CampaignMemberRecordType>RecordType`,
  picklists: {
    Type: ['Conference', 'Webinar', 'Trade Show', 'Public Relations', 'Partners', 'Other'],
    Status: ['Planned', 'In Progress', 'Completed', 'Aborted'],
  },
  children: [
    { object: 'CampaignMember', field: 'CampaignId', name: 'CampaignMembers' },
    { object: 'CampaignMemberStatus', field: 'CampaignId', name: 'CampaignMemberStatuses' },
  ],
});

const CAMPAIGN_MEMBER_STATUS = defineObject({
  name: 'CampaignMemberStatus',
  label: 'Campaign Member Status',
  labelPlural: 'Campaign Member Statuses',
  keyPrefix: '01Y',
  flags: { undeletable: false, searchable: false, mruEnabled: false, feedEnabled: false },
  fields: `
Id id -
IsDeleted boolean -
CampaignId reference c Campaign>Campaign
Label string(765) cuN
SortOrder int ncu
IsDefault boolean cu
HasResponded boolean cu
${SYSTEM.trim()}`,
});

const LEAD = defineObject({
  name: 'Lead',
  keyPrefix: '00Q',
  flags: { mergeable: true },
  fields: `
Id id -
IsDeleted boolean -
MasterRecordId reference n MasterRecord>Lead
LastName string(80) cu
FirstName string(40) ncu
Salutation picklist(40) ncu
Name string(121) N
Title string(128) ncu
Company string(255) cu
Street textarea(255) ncu
City string(40) ncu
State string(80) ncu
PostalCode string(20) ncu
Country string(80) ncu
Latitude double ncu
Longitude double ncu
GeocodeAccuracy picklist(40) ncu
Address address n
Phone phone(40) ncu
MobilePhone phone(40) ncu
Fax phone(40) ncu
Email email(80) ncuk
Website url(255) ncu
PhotoUrl url(255) n
Description textarea(32000) ncu
LeadSource picklist(255) ncu
Status picklist(255) cud
Industry picklist(255) ncu
Rating picklist(255) ncu
AnnualRevenue currency ncu
NumberOfEmployees int ncu
OwnerId reference cud Owner>Group,User
IsConverted boolean c
ConvertedDate date n
ConvertedAccountId reference n ConvertedAccount>Account
ConvertedContactId reference n ConvertedContact>Contact
ConvertedOpportunityId reference n ConvertedOpportunity>Opportunity
IsUnreadByOwner boolean cu
${SYSTEM.trim()}
LastActivityDate date n
LastViewedDate datetime n
LastReferencedDate datetime n
Jigsaw string(20) ncu
JigsawContactId string(20) n JigsawContact>
CleanStatus picklist(40) ncu
CompanyDunsNumber string(9) ncu
DandbCompanyId reference ncu DandbCompany>DandBCompany
EmailBouncedReason string(255) nu
EmailBouncedDate datetime nu
IndividualId reference ncu Individual>Individual`,
  picklists: { Status: LEAD_STATUSES, LeadSource: LEAD_SOURCES },
  children: [{ object: 'CampaignMember', field: 'LeadId', name: 'CampaignMembers' }],
});

const CONTACT = defineObject({
  name: 'Contact',
  keyPrefix: '003',
  flags: { mergeable: true },
  fields: `
Id id -
IsDeleted boolean -
MasterRecordId reference n MasterRecord>Contact
AccountId reference ncu Account>Account
LastName string(80) cu
FirstName string(40) ncu
Salutation picklist(40) ncu
Name string(121) N
OtherStreet textarea(255) ncu
OtherCity string(40) ncu
OtherState string(80) ncu
OtherPostalCode string(20) ncu
OtherCountry string(80) ncu
OtherLatitude double ncu
OtherLongitude double ncu
OtherGeocodeAccuracy picklist(40) ncu
OtherAddress address n
MailingStreet textarea(255) ncu
MailingCity string(40) ncu
MailingState string(80) ncu
MailingPostalCode string(20) ncu
MailingCountry string(80) ncu
MailingLatitude double ncu
MailingLongitude double ncu
MailingGeocodeAccuracy picklist(40) ncu
MailingAddress address n
Phone phone(40) ncu
Fax phone(40) ncu
MobilePhone phone(40) ncu
HomePhone phone(40) ncu
OtherPhone phone(40) ncu
AssistantPhone phone(40) ncu
ReportsToId reference ncu ReportsTo>Contact
Email email(80) ncuk
Title string(128) ncu
Department string(80) ncu
AssistantName string(40) ncu
LeadSource picklist(255) ncu
Birthdate date ncu
Description textarea(32000) ncu
OwnerId reference cud Owner>User
${SYSTEM.trim()}
LastActivityDate date n
LastCURequestDate datetime n
LastCUUpdateDate datetime n
LastViewedDate datetime n
LastReferencedDate datetime n
EmailBouncedReason string(255) ncu
EmailBouncedDate datetime ncu
IsEmailBounced boolean -
PhotoUrl url(255) n
Jigsaw string(20) ncu
JigsawContactId string(20) n JigsawContact>
CleanStatus picklist(40) ncu
IndividualId reference ncu Individual>Individual`,
  picklists: { LeadSource: LEAD_SOURCES },
  children: [{ object: 'CampaignMember', field: 'ContactId', name: 'CampaignMembers' }],
});

const ACCOUNT = defineObject({
  name: 'Account',
  keyPrefix: '001',
  flags: { mergeable: true },
  fields: `
Id id -
IsDeleted boolean -
Name string(255) cuN
Type picklist(255) ncu
Phone phone(40) ncu
Website url(255) ncu
OwnerId reference cud Owner>User
${SYSTEM.trim()}`,
  children: [{ object: 'Contact', field: 'AccountId', name: 'Contacts' }],
});

/** Described as in a real org; none of their fields can be written here. */
const FIXED = { createable: false, deletable: false, undeletable: false };

const ORGANIZATION = defineObject({
  name: 'Organization',
  keyPrefix: '00D',
  flags: {
    ...FIXED,
    searchable: false,
    mruEnabled: false,
    feedEnabled: false,
    layoutable: false,
    triggerable: false,
  },
  fields: `
Id id -
Name string(80) N
OrganizationType picklist(40) n
InstanceName string(5) n
IsSandbox boolean -
TrialExpirationDate datetime n
${SYSTEM.trim()}`,
});

const USER = defineObject({
  name: 'User',
  keyPrefix: '005',
  flags: { ...FIXED, createable: true },
  fields: `
Id id -
Username string(80) k
Name string(121) N
Email email(128) k
IsActive boolean -
${SYSTEM.trim()}`,
});

export const OBJECTS: readonly ObjectSchema[] = [
  ACCOUNT,
  CAMPAIGN,
  CAMPAIGN_MEMBER,
  CAMPAIGN_MEMBER_STATUS,
  CONTACT,
  LEAD,
  ORGANIZATION,
  USER,
];

export function objectNamed(name: string): ObjectSchema | null {
  const wanted = name.toLowerCase();
  return OBJECTS.find((schema) => schema.name.toLowerCase() === wanted) ?? null;
}

export function objectOfId(id: string): ObjectSchema | null {
  return OBJECTS.find((schema) => id.startsWith(schema.keyPrefix)) ?? null;
}
