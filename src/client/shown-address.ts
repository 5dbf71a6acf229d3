/**
 * An address as messages may show it: without a user and password that stand in it, and without a query. A password that was not
 * percent-encoded may hold anything, so it ends at the last @.
 */
export const shownAddress = (address: string): string =>
  address.replace(/^((?:(?!:\/\/|@).)*:\/\/)?.*@/s, '$1').replace(/[?#].*$/s, '');
