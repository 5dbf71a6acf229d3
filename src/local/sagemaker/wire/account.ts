/** The one account of the local stand-in; AWS's own documentation uses this number for examples. */
export const accountId = '123456789012';
/** Callers recognise the stand-in by this user name, also through a proxy. */
export const callerArn = `arn:aws:iam::${accountId}:user/tunewright-local`;
export const accessKeyId = 'test';
export const secretAccessKey = 'test';
/** Whoever a policy must not bind, who prepares and looks: the administrator of the account. */
export const administrator = 'admin';
/** Access key id -> secret access key. They are public: the server is for this machine only. */
export const accessKeys: ReadonlyMap<string, string> = new Map([
  [accessKeyId, secretAccessKey],
  [administrator, 'admin'],
]);
