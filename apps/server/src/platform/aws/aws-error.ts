/** AWS does not give what is needed; `message` is one sentence for the person who operates, without any secret. */
export class AwsError extends Error {
  override name = "AwsError";
}
