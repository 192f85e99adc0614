const day = 86_400_000;

/** From how many days before its end one should see to a new key. */
export const soon = 14;

/** How many days a key is still good for, the last one begun counted; none once it has expired. */
export const daysLeft = (until: string, now: number): number => Math.max(0, Math.ceil((Date.parse(until) - now) / day));
