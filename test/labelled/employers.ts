/** Companies with their domains, switchboards and sizes, and what their people do there. */
import type { Random } from './random.ts';

export interface Employer {
  readonly name: string;
  readonly legalForm: string;
  readonly domain: string;
  /** National part of the main number; direct lines share its beginning. */
  readonly trunk: string;
  readonly culture: number;
  readonly addressStyle: 'first.last' | 'flast' | 'first' | 'last.first' | 'first_last' | 'firstl';
}

const FIRST =
  `Acorn Alpine Amber Anchor Apex Argon Atlas Aurora Azure Beacon Birch Blue Bright Cedar Cobalt Copper Coral Crest
  Crown Delta Eagle East Echo Ember Falcon First Forge Frontier Glacier Global Golden Granite Green Harbour Helix Horizon
  Indigo Iron Ivory Jade Juniper Keystone Lake Lantern Laurel Lighthouse Lumen Magna Maple Marble Meridian Metro Mint Mono
  National North Nova Oak Ocean Olive Omni Onyx Opal Orbit Orchard Pacific Pearl Pine Pioneer Polar Prime Quantum Quarry
  Quartz Rapid Raven Red River Royal Ruby Saffron Sapphire Scarlet Sierra Silver Sky Solar South Spring Sterling Stone
  Summit Sun Swift Terra Titan Trident Union Urban Valley Vector Velvet Vertex Vista West White Willow Wind Zenith`.split(
    /\s+/u,
  );
const SECOND =
  `Analytics Advisory Automation Bank Biotech Brewing Builders Capital Care Chemicals Cloud Components Consulting
  Dental Design Digital Dynamics Education Electric Energy Engineering Events Farms Films Finance Foods Freight Games Group
  Health Holdings Homes Hotels Industries Insurance Interiors Labs Law Learning Logistics Machines Marine Media Medical
  Metals Mobility Motors Networks Optics Packaging Paper Partners Pharma Plastics Power Press Printing Properties Rail
  Research Retail Robotics Safety Security Semiconductors Services Shipping Software Solutions Sports Steel Studios
  Supply Systems Technologies Telecom Textiles Tools Trading Travel Ventures Water Wines Works`.split(
    /\s+/u,
  );

const LEGAL: readonly (readonly string[])[] = [
  ['Ltd', 'Limited', 'Inc', 'Inc.', 'LLC', 'plc', 'Corp.', ''],
  ['GmbH', 'AG', 'KG', 'GmbH & Co. KG', 'e.V.'],
  ['SA', 'SARL', 'SAS', ''],
  ['S.L.', 'S.A.', ''],
  ['Sp. z o.o.', 'S.A.'],
  ['AS', 'AB', 'A/S', 'ApS'],
  ['LLC', 'Ltd', ''],
  ['Pte Ltd', 'Co., Ltd.', 'K.K.', ''],
  ['LLC', 'FZE', 'Pvt Ltd', ''],
];

export function createEmployers(count: number, shares: readonly number[], random: Random) {
  const domains = new Set<string>();
  const employers: Employer[] = [];
  while (employers.length < count) {
    const words = [random.pick(FIRST), random.pick(SECOND)];
    if (random.chance(0.25)) words.splice(1, 0, random.pick(FIRST));
    const name = words.join(' ');
    const stem = random.chance(0.7) ? words.join('') : words.join('-');
    const wanted = stem.toLowerCase();
    const domain = domains.has(`${wanted}.example`)
      ? `${wanted}${employers.length}.example`
      : `${wanted}.example`;
    domains.add(domain);
    const culture = Number(random.weighted(Object.fromEntries(shares.entries())));
    employers.push({
      name,
      legalForm: random.pick(LEGAL[culture] ?? ['']),
      domain,
      trunk: String(100_000 + random.below(900_000)),
      culture,
      addressStyle: random.weighted({
        'first.last': 55,
        flast: 18,
        first: 9,
        first_last: 5,
        'last.first': 4,
        firstl: 9,
      }),
    });
  }
  return employers;
}

/** As another list would name it: without its legal form, shortened, mistyped by whoever calls. */
export function otherwiseNamed({ name, legalForm }: Employer, random: Random): string {
  const full = legalForm === '' ? name : `${name} ${legalForm}`;
  const words = name.split(' ');
  switch (
    random.weighted({ full: 45, bare: 33, short: 8, initials: 3, joined: 3, upper: 4, and: 4 })
  ) {
    case 'full':
      return full;
    case 'bare':
      return name;
    case 'short':
      return words[0] ?? name;
    case 'initials':
      return words.map((word) => word.charAt(0)).join('');
    case 'joined':
      return words.join('');
    case 'upper':
      return full.toUpperCase();
    case 'and':
      return `The ${name} ${random.pick(['Company', 'Group', 'International'])}`;
  }
}

/** One job under its names. */
export const JOBS: readonly (readonly string[])[] = [
  ['Chief Executive Officer', 'CEO', 'Managing Director', 'Geschäftsführer'],
  ['Chief Technology Officer', 'CTO'],
  ['Chief Financial Officer', 'CFO', 'Finance Director'],
  ['Chief Marketing Officer', 'CMO'],
  ['Vice President Sales', 'VP Sales', 'VP, Sales', 'Head of Sales'],
  ['Vice President Marketing', 'VP Marketing', 'Head of Marketing'],
  ['Marketing Manager', 'Marketing Mgr', 'Mktg Manager'],
  ['Senior Marketing Manager', 'Sr. Marketing Manager'],
  ['Sales Manager', 'Sales Mgr'],
  ['Account Executive', 'AE', 'Account Manager'],
  ['Software Engineer', 'Developer', 'Software Developer'],
  ['Senior Software Engineer', 'Sr Software Engineer', 'Senior Developer'],
  ['Engineering Manager', 'Manager, Engineering'],
  ['Product Manager', 'PM'],
  ['Director of Operations', 'Operations Director', 'Dir. Operations'],
  ['Operations Manager', 'Ops Manager'],
  ['Human Resources Manager', 'HR Manager', 'People Manager'],
  ['Event Manager', 'Events Manager', 'Event Coordinator'],
  ['Project Manager', 'Projektleiter', 'Chef de projet'],
  ['Buyer', 'Purchasing Manager', 'Einkäufer'],
  ['Consultant', 'Senior Consultant', 'Berater'],
  ['Business Analyst', 'Analyst'],
  ['Data Scientist', 'Data Analyst'],
  ['Executive Assistant', 'Assistant', 'PA', 'EA'],
  ['Office Manager', 'Administrator'],
  ['Customer Success Manager', 'CSM'],
  ['Partner', 'Associate Partner'],
  ['Founder', 'Co-Founder', 'Owner'],
  ['Researcher', 'Research Associate'],
  ['Student', 'Intern'],
];
