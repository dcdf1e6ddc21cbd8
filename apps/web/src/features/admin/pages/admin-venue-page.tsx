export function AdminVenuePage() { return null; }
