export function AdminFaultsPage() { return null; }
