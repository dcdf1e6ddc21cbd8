import { Component, type ReactNode } from "react";
import { CrashPage } from "./crash-page.tsx";

interface CrashGuardProps {
  children: ReactNode;
}

/** Keeps a page's failure to that page. */
export class CrashGuard extends Component<CrashGuardProps, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <CrashPage /> : this.props.children;
  }
}
