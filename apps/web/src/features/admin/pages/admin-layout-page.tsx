export function AdminLayoutPage() { return null; }
