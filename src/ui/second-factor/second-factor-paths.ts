/** Where the forms of the second factor go. */
export interface SecondFactorPaths {
  readonly start: string;
  readonly confirm: string;
  readonly renew: string;
  readonly turnOff: string;
}

export function secondFactorPaths(accountPath: string): SecondFactorPaths {
  const start = `${accountPath}/second-factor`;
  return { start, confirm: `${start}/confirm`, renew: `${start}/backup-codes`, turnOff: `${start}/turn-off` };
}
