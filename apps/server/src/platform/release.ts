/** What runs here. */
export interface Release {
  version: string;
  commit: string;
}
