import { ApiProblem, problemOf } from "../../../shared/api/problem.ts";
import { newRequestId, REQUEST_ID } from "../../../shared/api/request-id.ts";
import { parseAnswer, type UploadOptions, uploadPath } from "./imports.ts";

export interface Uploading {
  file: File;
  options: UploadOptions;
  /** From 0 to 1, as the file leaves this machine. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/**
 * Sends a file as it is, however long, and answers the import's id. `fetch` tells nothing of a body's progress.
 * @throws {ApiProblem}
 */
export function upload({ file, options, onProgress, signal }: Uploading): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", uploadPath(file.name, options));
    request.setRequestHeader("content-type", typeOf(file.name));
    request.setRequestHeader("accept", "application/json, application/problem+json");
    const requestId = newRequestId();
    request.setRequestHeader(REQUEST_ID, requestId);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onerror = () => reject(new ApiProblem({ code: "network", requestId }));
    request.onabort = () => reject(new ApiProblem({ code: "network" }));
    request.onload = () => settle(request, resolve, reject);
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function settle(
  request: XMLHttpRequest,
  resolve: (id: string) => void,
  reject: (problem: ApiProblem) => void,
): void {
  const body = jsonOf(request.responseText);
  if (request.status >= 400) {
    const retryAfter = request.getResponseHeader("retry-after");
    const headers: HeadersInit = retryAfter === null ? {} : { "retry-after": retryAfter };
    reject(problemOf(new Response(null, { status: request.status, headers }), body));
    return;
  }
  try {
    resolve(parseAnswer(body).id);
  } catch {
    reject(new ApiProblem({ code: "unexpected_answer" }));
  }
}

const typeOf = (name: string): string =>
  name.toLowerCase().endsWith(".gz") ? "application/gzip" : "text/csv";

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Files that were sent since the page was opened, to be sent again with another mapping. */
const sent = new Map<string, { file: File; options: UploadOptions }>();

export const rememberSent = (id: string, what: { file: File; options: UploadOptions }): void => {
  sent.set(id, what);
};
export const sentAs = (id: string) => sent.get(id) ?? null;
