import { createContext, useContext } from 'react';
import type { Audience, Campaign, StaticList } from '../api/types';

/** A name that somebody can choose, and what is said beside it. */
export interface Offer {
  value: string;
  /** How it is shown; its value where there is none. */
  label?: string;
  note?: string;
  /** What its values are, where that is known. */
  type?: string;
}

export interface CatalogueEvent {
  name: string;
  count: number;
  lastSeen?: string;
  properties: { name: string; type?: string; sample?: unknown }[];
}

/** What the builder can offer; all of it may be empty, and other names can be written. */
export interface Offers {
  events: readonly CatalogueEvent[];
  audiences: readonly Pick<Audience, 'key' | 'name'>[];
  lists: readonly Pick<StaticList, 'key' | 'name'>[];
  campaigns: readonly Pick<Campaign, 'key' | 'name'>[];
  /** The shop's own first. */
  currencies: readonly string[];
}

export const OffersContext = createContext<Offers>({
  events: [],
  audiences: [],
  lists: [],
  campaigns: [],
  currencies: [],
});

export function useOffers(): Offers {
  return useContext(OffersContext);
}
