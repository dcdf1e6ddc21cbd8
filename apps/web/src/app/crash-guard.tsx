import { Component, type ReactNode } from "react";
import { CrashPage } from "./crash-page.tsx";

interface CrashGuardProps {
  children: ReactNode;
  /** Screens have nobody to press a button: they load themselves again after this long. */
  reloadAfterMs?: number | undefined;
}

/** Keeps a page's failure to that page. */
export class CrashGuard extends Component<CrashGuardProps, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override componentDidCatch() {
    const { reloadAfterMs } = this.props;
    if (reloadAfterMs !== undefined) setTimeout(() => location.reload(), reloadAfterMs);
  }

  override render() {
    return this.state.crashed ? <CrashPage /> : this.props.children;
  }
}
