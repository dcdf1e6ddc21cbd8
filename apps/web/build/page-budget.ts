import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

export interface PageBudget {
  page: string;
  /** The modules that the router loads for the page, relative to the project's root. */
  modules: string[];
  /** Gzip bytes. */
  limit: number;
}

export interface PageWeight {
  page: string;
  bytes: number;
  limit: number;
}

type Bundle = Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>;

/**
 * Sums what a browser loads for each page (the entry, the page's chunks, and all they import
 * statically), prints the table and fails the build when one is over its limit.
 * Pages that nobody listed are held to `otherLimit`.
 */
export function pageBudget(budgets: PageBudget[], otherLimit: number): Plugin {
  return {
    name: "page-budget",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const weights = weighPages(bundle, budgets, otherLimit);
        this.info(`JavaScript per page, gzip\n${table(weights)}`);
        const over = weights.filter((weight) => weight.bytes > weight.limit);
        if (over.length > 0) {
          this.error(`over budget: ${over.map((weight) => weight.page).join(", ")}`);
        }
      },
    },
  };
}

function weighPages(bundle: Bundle, budgets: PageBudget[], otherLimit: number): PageWeight[] {
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  const entries = chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName);
  const listed = budgets.flatMap((budget) => budget.modules);
  const others = chunks
    .map((chunk) => ({ chunk, module: pageModule(chunk) }))
    .filter(({ module }) => module !== null && !listed.includes(module))
    .map(({ chunk, module }) => ({
      page: `${module}`,
      files: [chunk.fileName],
      limit: otherLimit,
    }));
  const known = budgets.map((budget) => ({
    page: budget.page,
    files: budget.modules.map((module) => fileOf(chunks, module)),
    limit: budget.limit,
  }));
  return [...known, ...others].map(({ page, files, limit }) => ({
    page,
    limit,
    bytes: gzipSum(bundle, [...entries, ...files]),
  }));
}

function pageModule(chunk: Rolldown.OutputChunk): string | null {
  const match = /src\/features\/[^/]+\/pages\/[^/]+\.tsx$/.exec(chunk.facadeModuleId ?? "");
  return match?.[0] ?? null;
}

function fileOf(chunks: Rolldown.OutputChunk[], module: string): string {
  const chunk = chunks.find((candidate) => candidate.facadeModuleId?.endsWith(module));
  if (!chunk) throw new Error(`no chunk for the page ${module}: is it loaded lazily?`);
  return chunk.fileName;
}

function gzipSum(bundle: Bundle, files: string[]): number {
  const seen = new Set<string>();
  const visit = (fileName: string): void => {
    const file = bundle[fileName];
    if (seen.has(fileName) || file?.type !== "chunk") return;
    seen.add(fileName);
    file.imports.forEach(visit);
  };
  files.forEach(visit);
  return [...seen].reduce((sum, fileName) => {
    const file = bundle[fileName];
    return sum + (file?.type === "chunk" ? gzipSync(file.code).length : 0);
  }, 0);
}

function table(weights: PageWeight[]): string {
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
  return weights
    .map((weight) => {
      const mark = weight.bytes > weight.limit ? "  OVER" : "";
      return `  ${kB(weight.bytes)} of${kB(weight.limit)}  ${weight.page}${mark}`;
    })
    .join("\n");
}
