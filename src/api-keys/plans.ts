/** Keys that may be alive at a time, by what the owner has bought. */
const MOST_API_KEYS: Readonly<Record<string, number>> = { free: 5, starter: 20, growth: 100 };

export const PLANS: readonly string[] = Object.keys(MOST_API_KEYS);

const SMALLEST = 5;

/** A plan that is not known allows what the smallest does. */
export function mostApiKeys(plan: string): number {
  return Object.hasOwn(MOST_API_KEYS, plan) ? (MOST_API_KEYS[plan] ?? SMALLEST) : SMALLEST;
}
