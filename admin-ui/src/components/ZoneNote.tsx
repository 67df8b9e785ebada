import { readersZone, zoneInWords } from '../format/instants';

/** In whose zone the times of a page are; `at` decides between summer and winter. */
export function ZoneNote({ at }: { at?: string | undefined }) {
  return (
    <p className="quiet zone-note">
      Times in your time zone, {zoneInWords(readersZone(), at ?? new Date().toISOString())}
    </p>
  );
}
