export function AdminDevicesPage() { return null; }
