interface Operation {
  pattern: RegExp;
  method: string;
  /** Codes by status, as the document tells them. */
  codes: Set<string>;
}

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, { description?: string }> }>>;
}

const documents = new Map<string, Promise<Operation[]>>();

async function readDocument(base: string): Promise<Operation[]> {
  const response = await fetch(`${base}/api/v1/openapi.json`);
  if (!response.ok) return [];
  const { paths } = (await response.json()) as Document;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      pattern: new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`),
      method: method.toUpperCase(),
      codes: new Set(
        Object.entries(responses).flatMap(([status, { description = "" }]) =>
          [...description.matchAll(/`(\w+)`/g)].map(([, code]) => `${status} ${code}`),
        ),
      ),
    })),
  );
}

/** Whatever a test makes the server refuse, the OpenAPI document must have told. @throws when it has not. */
export async function expectDocumented(
  base: string,
  call: { method: string; path: string; status: number; code: string },
): Promise<void> {
  const known = documents.get(base) ?? readDocument(base).catch(() => []);
  documents.set(base, known);
  const [pathname = ""] = call.path.split("?");
  const operation = (await known).find(
    ({ pattern, method }) => method === call.method && pattern.test(pathname),
  );
  if (operation === undefined || operation.codes.has(`${call.status} ${call.code}`)) return;
  throw new Error(
    `the document does not say that ${call.method} ${pathname} answers ${call.status} ${call.code}`,
  );
}
