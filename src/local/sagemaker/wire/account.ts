/** The one account of the local stand-in; AWS's own documentation uses this number for examples. */
export const accountId = '123456789012';
/** Callers recognise the stand-in by this user name, also through a proxy. */
export const callerArn = `arn:aws:iam::${accountId}:user/tunewright-local`;
export const accessKeyId = 'test';
export const secretAccessKey = 'test';
