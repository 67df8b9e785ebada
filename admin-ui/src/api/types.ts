/** The API's own words, from the generated types. */
import type { components } from './generated';

type Schemas = components['schemas'];

export type Auth = Schemas['Auth'];
export type Campaign = Schemas['Campaign'];
export type CampaignDetail = Schemas['CampaignDetail'];
export type CampaignPerson = Schemas['CampaignPerson'];
export type CampaignStatus = Schemas['CampaignStatus'];
export type Cart = Schemas['Cart'];
export type Consent = Schemas['Consent'];
export type ConversionEntry = Schemas['ConversionEntry'];
export type Customer = Schemas['Customer'];
export type CustomerDetail = Schemas['CustomerDetail'];
export type CustomerList = Schemas['CustomerList'];
export type CustomerRun = Schemas['CustomerRun'];
export type DayPerformance = Schemas['DayPerformance'];
export type Decision = Schemas['Decision'];
export type EventEntry = Schemas['EventEntry'];
export type FieldError = Schemas['FieldError'];
export type Flow = Schemas['FileFlow'];
export type FlowNode = Schemas['FileNode'];
export type MessageEntry = Schemas['MessageEntry'];
export type MessageStatus = Schemas['MessageStatus'];
export type Money = Schemas['Money'];
export type PeoplePage = Schemas['PeoplePage'];
export type Performance = Schemas['Performance'];
export type Problem = Schemas['Problem'];
export type Reason = Schemas['Reason'];
export type RecoveryReport = Schemas['RecoveryReport'];
export type RejectedEvent = Schemas['RejectedEvent'];
export type RejectedList = Schemas['RejectedList'];
export type Role = Schemas['Role'];
export type RunEntry = Schemas['RunEntry'];
export type RunStatus = Schemas['RunStatus'];
export type Settings = Schemas['Settings'];
export type TemplateSummary = Schemas['TemplateSummary'];
export type TimelineEntry = Schemas['TimelineEntry'];
