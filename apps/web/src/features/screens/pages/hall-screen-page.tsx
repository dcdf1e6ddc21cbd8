export function HallScreenPage() { return null; }
