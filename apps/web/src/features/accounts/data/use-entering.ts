import { useQueryClient } from "@tanstack/react-query";
import { navigate } from "../../../shared/navigation/location.ts";
import { paths, safeNext } from "../../../shared/navigation/paths.ts";
import { sessionQuery } from "../../../shared/session/session.ts";

/** After signing in: everything is read anew as that person, and one goes on to `next`. */
export function useEntering(next: string | null): () => void {
  const client = useQueryClient();
  return () => {
    void (async () => {
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
    })();
    navigate(safeNext(next), { replace: true });
  };
}

/** After signing out nothing of that person stays in the page. */
export function useLeaving(): () => void {
  const client = useQueryClient();
  return () => {
    client.setQueryData(sessionQuery.queryKey, null);
    client.removeQueries({ queryKey: ["me"] });
    void client.invalidateQueries();
    navigate(paths.home);
  };
}
