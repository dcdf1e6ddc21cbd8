import type { ReactNode } from "react";

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export function TableIcon() {
  return (
    <Icon>
      <rect x="2.5" y="6" width="19" height="12" rx="1.5" />
      <path d="M12 6v12M6.5 3v3M16 18v3" />
      <circle cx="12" cy="12" r="2.6" />
    </Icon>
  );
}

export function BeadsIcon() {
  return (
    <Icon>
      <path d="M1 12h22" />
      <circle cx="7" cy="12" r="4" fill="currentColor" />
      <path d="m17 7.8 3.7 2.1v4.2L17 16.2l-3.7-2.1V9.9Z" fill="var(--paper)" />
    </Icon>
  );
}

export function FiguresIcon() {
  return (
    <Icon>
      <path d="M1 21h22" />
      <rect x="3.5" y="12" width="4.5" height="9" fill="currentColor" stroke="none" />
      <rect x="9.8" y="4" width="4.5" height="17" fill="currentColor" stroke="none" />
      <rect x="16" y="8.5" width="4.5" height="12.5" fill="currentColor" stroke="none" />
    </Icon>
  );
}

export function ManIcon() {
  return (
    <Icon>
      <path d="M1 11h22" />
      <circle cx="12" cy="4.6" r="2.9" fill="currentColor" stroke="none" />
      <path
        d="M8 8.4h8v5h-1l-.8 6.2h1.3V22h-7v-2.4h1.3L9 13.4H8Z"
        fill="currentColor"
        stroke="none"
      />
    </Icon>
  );
}

export function ToolIcon() {
  return (
    <Icon>
      <path d="M3 7h18M3 17h18" />
      <rect x="6" y="4" width="4" height="6" rx="1" fill="currentColor" />
      <rect x="14" y="14" width="4" height="6" rx="1" fill="currentColor" />
    </Icon>
  );
}

export function ClockIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 6.5V12l3.8 2.6" />
      <path d="M12 3V1M12 23v-2M3 12H1M23 12h-2" />
    </Icon>
  );
}

export function LineIcon() {
  return (
    <Icon>
      <path d="M12 1v22" />
      <circle cx="12" cy="5" r="2.6" fill="var(--paper)" />
      <circle cx="12" cy="12" r="4.2" fill="currentColor" />
      <circle cx="12" cy="19" r="2.6" fill="var(--paper)" />
    </Icon>
  );
}

export function BellIcon() {
  return (
    <Icon>
      <path d="M2.5 19.5h19" />
      <path d="M4.5 16a7.5 7.5 0 0 1 15 0Z" />
      <path d="M12 8.5V5.5M9.5 4.5h5" />
    </Icon>
  );
}
