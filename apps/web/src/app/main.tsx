import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../shared/ui/base.css";
import { currentLocale } from "../shared/i18n/locale.ts";
import { followPageLife } from "../shared/live/live-client.ts";
import { followHistory } from "../shared/navigation/location.ts";
import { setPreload } from "../shared/navigation/preload.ts";
import { Providers } from "./providers.tsx";
import { preloadPage } from "./routes.ts";

const RELOADED_AT = "babyfoot.reloadedAt";

/** A page's code of an older release is gone from the server: load the new release, once. */
window.addEventListener("vite:preloadError", () => {
  const last = Number(sessionStorage.getItem(RELOADED_AT));
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem(RELOADED_AT, `${Date.now()}`);
  location.reload();
});

const root = document.getElementById("root");
if (root) {
  document.documentElement.lang = currentLocale();
  followPageLife();
  followHistory();
  setPreload(preloadPage);
  createRoot(root).render(
    <StrictMode>
      <Providers />
    </StrictMode>,
  );
}
