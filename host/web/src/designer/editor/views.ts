export type View = 'draw' | 'json' | 'rehearse' | 'versions';

/** The ways to look at a definition, in the order of their buttons. */
export const views: View[] = ['draw', 'json', 'rehearse', 'versions'];
