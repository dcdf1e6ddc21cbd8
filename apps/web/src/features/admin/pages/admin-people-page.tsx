export function AdminPeoplePage() { return null; }
