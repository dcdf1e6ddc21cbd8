/** The little man on his rod, seen from the front; he takes the text's colour. */
export function FoosballMan({ size = 64 }: { size?: number }) {
  return (
    <svg viewBox="0 0 64 64" width={size} height={size} aria-hidden="true">
      <rect x="0" y="25" width="64" height="6" rx="3" fill="var(--line-strong)" />
      <circle cx="32" cy="10" r="8" fill="currentColor" />
      <path
        d="M22 20h20a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4h-2l-2 16h3a3 3 0 0 1 3 3v5H20v-5a3 3 0 0 1 3-3h3l-2-16h-2a4 4 0 0 1-4-4v-8a4 4 0 0 1 4-4Z"
        fill="currentColor"
      />
      <rect x="19" y="25" width="26" height="6" fill="var(--paper)" opacity="0.35" />
    </svg>
  );
}
