/** What a demo world hands to the two counterparts: their first state, in their own shapes. */
import type { VoyageStatus } from '../../shared/domain/status.ts';

/** Field values as Salesforce's REST API shows them; ids are 18 characters with a true checksum. */
export interface SalesforceSeed {
  readonly organization: {
    readonly Id: string;
    readonly Name: string;
    readonly OrganizationType: string;
    readonly IsSandbox: boolean;
    readonly InstanceName: string;
  };
  readonly user: {
    readonly Id: string;
    readonly Name: string;
    readonly Username: string;
    readonly Email: string;
  };
  readonly campaigns: readonly {
    readonly Id: string;
    readonly Name: string;
    readonly Type: string;
    readonly Status: string;
    readonly IsActive: boolean;
    readonly StartDate: string | null;
    readonly EndDate: string | null;
  }[];
  readonly memberStatuses: readonly {
    readonly Id: string;
    readonly CampaignId: string;
    readonly Label: string;
    readonly IsDefault: boolean;
    readonly HasResponded: boolean;
    readonly SortOrder: number;
  }[];
  readonly accounts: Iterable<{ readonly Id: string; readonly Name: string }>;
  readonly leads: Iterable<{
    readonly Id: string;
    readonly FirstName: string | null;
    readonly LastName: string;
    readonly Company: string;
    readonly Title: string | null;
    readonly Phone: string | null;
    readonly Email: string | null;
    readonly IsConverted: boolean;
    readonly ConvertedContactId: string | null;
    readonly CreatedDate: string;
    readonly SystemModstamp: string;
  }>;
  readonly contacts: Iterable<{
    readonly Id: string;
    readonly AccountId: string | null;
    readonly FirstName: string | null;
    readonly LastName: string;
    readonly Title: string | null;
    readonly Phone: string | null;
    readonly Email: string | null;
    readonly CreatedDate: string;
    readonly SystemModstamp: string;
  }>;
  readonly members: Iterable<{
    readonly Id: string;
    readonly CampaignId: string;
    readonly LeadId: string | null;
    readonly ContactId: string | null;
    readonly Status: string | null;
    readonly CreatedDate: string;
    readonly SystemModstamp: string;
  }>;
}

export interface VoyageEventSeed {
  readonly id: string;
  readonly name: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string;
  readonly venue: string;
  readonly capacity: number | null;
}

export interface VoyageRegistrationSeed {
  readonly id: string;
  readonly eventId: string;
  readonly status: VoyageStatus;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly title: string | null;
  readonly phone: string | null;
  readonly ticketType: string | null;
  readonly source: string | null;
  readonly registeredAt: string | null;
  readonly checkedInAt: string | null;
  readonly cancelledAt: string | null;
  readonly updatedAt: string;
}

export interface VoyageSeed {
  readonly account: {
    readonly id: string;
    readonly name: string;
    readonly environment: 'live' | 'test' | 'demo';
  };
  readonly events: readonly VoyageEventSeed[];
  readonly registrations: Iterable<VoyageRegistrationSeed>;
}

/**
 * One change of the story, made through the counterparts' own stores. Chapter 1 is the day both lists
 * agreed and were synced; the changes of chapter 2 are what happened since.
 */
export type WorldChange =
  | {
      readonly on: 'salesforce';
      readonly do: 'create' | 'update';
      readonly sobject: 'Lead' | 'Contact' | 'CampaignMember';
      readonly record: Readonly<Record<string, unknown>> & { readonly Id: string };
    }
  | {
      readonly on: 'salesforce';
      readonly do: 'delete';
      readonly sobject: 'CampaignMember';
      readonly id: string;
    }
  | { readonly on: 'voyage'; readonly do: 'create'; readonly registration: VoyageRegistrationSeed }
  | {
      readonly on: 'voyage';
      readonly do: 'update';
      readonly id: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }
  | { readonly on: 'voyage'; readonly do: 'delete'; readonly id: string };

export interface World {
  readonly salesforce: SalesforceSeed;
  readonly voyage: VoyageSeed;
  readonly campaignId: string;
  readonly eventId: string;
  /** Chapter 2, in the order it happened. */
  readonly changes: Iterable<WorldChange>;
}
