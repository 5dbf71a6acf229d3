/** Members of a URL's query that let in whoever has them: pre-signed URLs of S3 and other clouds, tokens, keys. */
const granting =
  /([?&](?:x-(?:amz|goog)-(?:signature|security-token|credential)|signature|sig|(?:access_|id_|auth_)?token|api_?key|password|secret)=)[^\s&#"'`<>]+/gi;

/** The text with what signs the URLs in it as `***`: messages reach terminals, logs and histories that others read. */
export const withoutSignatures = (text: string): string => text.replace(granting, '$1***');
