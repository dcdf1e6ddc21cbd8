export function TableScreenPage() { return null; }
