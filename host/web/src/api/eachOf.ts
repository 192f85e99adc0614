/** Does the work for one after the other, also behind one that fails; the first fault is told at the end. */
export async function eachOf<T>(list: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const faults: unknown[] = [];
  for (const one of list) {
    await work(one).catch((fault: unknown) => faults.push(fault));
  }
  if (faults.length > 0) {
    throw faults[0];
  }
}
