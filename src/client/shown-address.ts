/** An address as messages may show it: without a user and password that stand in it. */
export const shownAddress = (address: string): string => address.replace(/^([a-z][a-z\d+.-]*:\/\/)?[^/?#]*@/i, '$1');
