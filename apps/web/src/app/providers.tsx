import { QueryClientProvider } from "@tanstack/react-query";
import { createQueryClient } from "../shared/api/query-client.ts";
import { Toasts } from "../shared/ui/toasts.tsx";
import { Router } from "./router.tsx";

const queryClient = createQueryClient();

export function Providers() {
  return (
    <QueryClientProvider client={queryClient}>
      <Router />
      <Toasts />
    </QueryClientProvider>
  );
}
