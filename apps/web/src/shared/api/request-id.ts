/** The header by which a call names itself, so that the server's log is found by what a page shows. */
export const REQUEST_ID = "x-request-id";

/** An id of a call, of 32 hexadecimal digits. Unlike `randomUUID` it is also there without HTTPS. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
