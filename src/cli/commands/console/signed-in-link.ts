/** The token stands in the fragment, which browsers send nowhere: no log and no proxy sees it. */
export const signedInLink = (url: string, token: string): string => `${url}/#token=${token}`;
