import { QueryClient } from "@tanstack/react-query";
import { mayHaveHappened } from "./problem.ts";

/** Reads are tried again only where trying again can help. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        networkMode: "always",
        retry: (count, error) => count < 2 && mayHaveHappened(error),
        retryDelay: (count) => 500 * 2 ** count * (0.5 + Math.random()),
      },
    },
  });
}
