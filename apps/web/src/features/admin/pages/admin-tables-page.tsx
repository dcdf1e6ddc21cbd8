export function AdminTablesPage() { return null; }
