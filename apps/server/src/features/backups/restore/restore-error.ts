/** Why a backup cannot be restored, in a sentence for whoever asked. */
export class RestoreError extends Error {
  override name = "RestoreError";
}
