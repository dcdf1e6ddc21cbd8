/** The text of docs/infra/rubric.md. */
export function rubricDocument(): string {
  return "";
}
