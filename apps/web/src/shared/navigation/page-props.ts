import type { Params } from "./match-path.ts";

/** What every page is given. */
export interface PageProps {
  /** The values of the address's `:names`. */
  params: Params;
  search: URLSearchParams;
}
