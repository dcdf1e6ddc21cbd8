/** What people hold or hang on the wall, in CSS pixels. */
export const SIZES = {
  phone: { width: 390, height: 844 },
  laptop: { width: 1440, height: 900 },
  television: { width: 1920, height: 1080 },
} as const;
export type Size = keyof typeof SIZES;
